package millwright.analysis.kpi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import millwright.feed.Column;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.ValueType;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * Tells derived values, only for entities that no meter speaks for. It knows its own values again by their source time,
 * which is its tick. One thread; bounded by one number per derived metric.
 */
final class Derived {
    static final EntityId SOURCE = EntityId.of(EntityKind.SOURCE, "rollup");

    private record Told(MetricId metric, EntityKind kind) {}

    private final Catalogue catalogue;
    private final Map<Told, Long> toldAt = new HashMap<>();

    Derived(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One tick's worth of telling. */
    final class Tick {
        private final Plant plant;
        private final LatestValues latest;
        private final long now;
        private final boolean simulated;
        private final FeedSink out;

        Tick(Plant plant, LatestValues latest, long now, boolean simulated, FeedSink out) {
            this.plant = plant;
            this.latest = latest;
            this.now = now;
            this.simulated = simulated;
            this.out = out;
        }

        /** @return the values in force, by slot: metered ones as they are, the others as just derived */
        Reading[] tell(MetricId metric, EntityKind kind, IntFunction<Reading> derive) {
            Latest known = latest.latest(metric, kind);
            long mine = toldAt.getOrDefault(new Told(metric, kind), Long.MIN_VALUE);
            int size = plant.count(kind);
            Reading[] all = new Reading[size];
            int[] slots = new int[size];
            int derived = 0;
            for (int slot = 0; slot < size; slot++) {
                boolean metered = slot < known.size()
                        && known.times()[slot] != 0
                        && known.times()[slot] != mine
                        && known.state(slot) != DataState.NO_DATA;
                if (metered) {
                    all[slot] = new Reading(known.values()[slot], known.state(slot));
                } else {
                    all[slot] = derive.apply(slot);
                    slots[derived++] = slot;
                }
            }
            if (derived > 0) {
                toldAt.put(new Told(metric, kind), now);
                out.accept(frame(metric, kind, derived == size ? null : Arrays.copyOf(slots, derived), all));
            }
            return all;
        }

        // NullAway does not read the mark on an array parameter of another module.
        @SuppressWarnings("NullAway")
        private Frame frame(MetricId metric, EntityKind kind, int @Nullable [] slots, Reading[] all) {
            int size = slots == null ? all.length : slots.length;
            double[] values = new double[size];
            byte[] states = new byte[size];
            for (int i = 0; i < size; i++) {
                Reading reading = all[slots == null ? i : slots[i]];
                values[i] = reading.value();
                states[i] = (byte) reading.state().ordinal();
            }
            Origin origin = new Origin(SOURCE, simulated);
            return new Frame(
                    metric,
                    kind,
                    plant.revision(),
                    slots,
                    now,
                    now,
                    0,
                    column(metric, values),
                    States.of(states),
                    origin);
        }
    }

    private Column column(MetricId metric, double[] values) {
        if (catalogue.find(metric).map(Metric::type).orElse(ValueType.F64) != ValueType.F32) {
            return new Column.F64(values);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Column.F32(floats);
    }
}
