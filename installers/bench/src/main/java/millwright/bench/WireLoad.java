package millwright.bench;

import java.util.List;
import java.util.SplittableRandom;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;

/** What is sent over the wire: a plant of 10,000 GPUs, and frames whose values and states differ. Immutable. */
final class WireLoad {
    static final int ENTITIES = 10_000;
    static final int DIFFERENT = 64;
    static final int WARM = 20_000;
    static final int COUNTED = 30_000;
    static final int PEER_WARM = 300;
    static final int PEER_COUNTED = 500;
    static final MetricId METRIC = new MetricId("gpu.power");

    private WireLoad() {}

    static EntityId id(int i) {
        return EntityId.of(EntityKind.GPU, "R" + i / 72 + "-T" + i / 4 % 18 + "-G" + i % 4 + "-" + i);
    }

    static PlantChanged plant() {
        List<Entity> all = new java.util.ArrayList<>();
        for (int i = 0; i < ENTITIES; i++) {
            all.add(new Entity.Gpu(id(i), "G" + i % 4, i % 4, "GB200"));
        }
        return new PlantChanged(1, 0, PlantChange.adding(all, List.of()), true);
    }

    /** Frame {@code n} of the stream; frames that differ by a multiple of DIFFERENT differ in their time alone. */
    static Frame frame(int n) {
        SplittableRandom random = new SplittableRandom(n % DIFFERENT);
        float[] values = new float[ENTITIES];
        byte[] states = new byte[ENTITIES];
        for (int i = 0; i < ENTITIES; i++) {
            values[i] = (float) (640 + 6 * random.nextGaussian());
        }
        for (int run = 0; run < 20; run++) {
            int at = random.nextInt(ENTITIES - 72);
            byte state = (byte) random.nextInt(DataState.values().length);
            java.util.Arrays.fill(states, at, at + 72, state);
        }
        long time = 1_000_000L * (n + 1);
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "bench"), true);
        return frame(time, new Column.F32(values), States.of(states), origin);
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    static Frame frame(long time, Column values, States states, Origin origin) {
        return new Frame(METRIC, EntityKind.GPU, 1, null, time, time, 0, values, states, origin);
    }

    /** A number that any changed bit of a value or state changes. */
    static long checksum(Frame frame) {
        long sum = 0;
        if (frame.values() instanceof Column.F32 column) {
            for (float value : column.values()) {
                sum += Float.floatToRawIntBits(value) * 0x9E3779B97F4A7C15L;
            }
        }
        for (int run = 0; run < frame.states().runs(); run++) {
            sum = 31 * sum
                    + frame.states().end(run) * 7L
                    + frame.states().state(run).ordinal();
        }
        return sum;
    }

    static long checksum(int from, int to) {
        long[] each = new long[DIFFERENT];
        for (int i = 0; i < DIFFERENT; i++) {
            each[i] = checksum(frame(i));
        }
        long sum = 0;
        for (int n = from; n < to; n++) {
            sum += each[n % DIFFERENT];
        }
        return sum;
    }
}
