package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/** Frames made out of others. Any thread. */
final class Frames {
    private Frames() {}

    /** Bytes that a frame holds. */
    static long bytes(Frame frame) {
        int[] slots = frame.slots();
        long values = switch (frame.values()) {
            case Column.F32 c -> 4L * c.size();
            case Column.F64 c -> 8L * c.size();
            case Column.I64 c -> 8L * c.size();
            case Column.Histograms c -> 8L * (c.counts().length + c.upper().length + c.size());
        };
        return values
                + (slots == null ? 0 : 4L * slots.length)
                + 5L * frame.states().runs()
                + 200;
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    static Frame with(Frame frame, long revision, int @Nullable [] slots, Column values, States states) {
        return new Frame(
                frame.metric(),
                frame.kind(),
                revision,
                slots,
                frame.sourceTime(),
                frame.receiveTime(),
                frame.interval(),
                values,
                states,
                frame.origin());
    }

    /** The same, of another time. */
    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    static Frame at(Frame frame, long sourceTime, long receiveTime) {
        return new Frame(
                frame.metric(),
                frame.kind(),
                frame.revision(),
                frame.slots(),
                sourceTime,
                receiveTime,
                frame.interval(),
                frame.values(),
                frame.states(),
                frame.origin());
    }

    /** The values and states at these places, in that order. */
    static Column pick(Column values, int[] places) {
        return switch (values) {
            case Column.F32 c -> {
                float[] picked = new float[places.length];
                for (int i = 0; i < places.length; i++) {
                    picked[i] = c.values()[places[i]];
                }
                yield new Column.F32(picked);
            }
            case Column.F64 c ->
                new Column.F64(
                        Arrays.stream(places).mapToDouble(p -> c.values()[p]).toArray());
            case Column.I64 c ->
                new Column.I64(
                        Arrays.stream(places).mapToLong(p -> c.values()[p]).toArray());
            case Column.Histograms c -> pick(c, places);
        };
    }

    private static Column pick(Column.Histograms values, int[] places) {
        int buckets = values.upper().length;
        long[] counts = new long[buckets * places.length];
        double[] sums = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(values.counts(), places[i] * buckets, counts, i * buckets, buckets);
            sums[i] = values.sums()[places[i]];
        }
        return new Column.Histograms(values.upper(), counts, sums);
    }

    static States pick(States states, int[] places) {
        if (states.runs() == 1) {
            return States.all(states.state(0), places.length);
        }
        byte[] picked = new byte[places.length];
        if (places.length < states.size() / 16) {
            for (int i = 0; i < places.length; i++) {
                picked[i] = (byte) states.at(places[i]).ordinal();
            }
            return States.of(picked);
        }
        byte[] all = new byte[states.size()];
        states.expand(all, 0);
        for (int i = 0; i < places.length; i++) {
            picked[i] = all[places[i]];
        }
        return States.of(picked);
    }

    /**
     * The newest values of a column, each with its own time: one frame for each second in which something was measured
     * last, with the oldest time in it. What never came is in none; histograms cannot be told this way.
     *
     * @param interval ns between samples as their source tells, so that what is not overdue is not taken to be
     */
    static List<Frame> of(Metric metric, Latest latest, long interval, long now, Origin origin) {
        Column all = values(metric, latest.values());
        if (all == null) {
            return List.of();
        }
        TreeMap<Long, List<Integer>> slotsOf = new TreeMap<>();
        for (int slot = 0; slot < latest.size(); slot++) {
            long time = latest.times()[slot];
            if (time != 0) {
                slotsOf.computeIfAbsent(Math.floorDiv(time, Times.SECOND), second -> new ArrayList<>())
                        .add(slot);
            }
        }
        return slotsOf.values().stream()
                .map(slots -> part(metric, latest, all, slots, interval, now, origin))
                .toList();
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    private static Frame part(
            Metric metric, Latest latest, Column all, List<Integer> slots, long interval, long now, Origin origin) {
        int[] places = slots.stream().mapToInt(Integer::intValue).toArray();
        boolean whole = places.length == latest.size();
        byte[] states = new byte[places.length];
        long time = Long.MAX_VALUE;
        for (int i = 0; i < places.length; i++) {
            states[i] = latest.states()[places[i]];
            time = Math.min(time, latest.times()[places[i]]);
        }
        return new Frame(
                metric.id(),
                latest.kind(),
                latest.revision(),
                whole ? null : places,
                time,
                now,
                interval,
                whole ? all : pick(all, places),
                States.of(states),
                origin);
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    static Frame frame(
            MetricId metric,
            EntityKind kind,
            long revision,
            long time,
            long received,
            Column values,
            States states,
            Origin origin) {
        return new Frame(metric, kind, revision, null, time, received, 0, values, states, origin);
    }

    static @Nullable Column values(Metric metric, double[] numbers) {
        return switch (metric.type()) {
            case F32 -> {
                float[] values = new float[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) numbers[i];
                }
                yield new Column.F32(values);
            }
            case F64 -> new Column.F64(numbers.clone());
            case I64, ENUM, MASK -> {
                long[] values = new long[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (long) numbers[i];
                }
                yield new Column.I64(values);
            }
            case HISTOGRAM -> null;
        };
    }
}
