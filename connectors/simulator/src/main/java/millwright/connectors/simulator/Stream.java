package millwright.connectors.simulator;

import java.util.Arrays;
import java.util.function.Supplier;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one kind, told every so many seconds.
 *
 * @param every s between frames while live @param past s between frames in the coarse prehistory; 0 for not at all
 * @param values a fresh column, every entity of the kind in slot order
 * @param states ordinals per slot, or null when all are OK @param silent slots to leave out, or null for none
 */
record Stream(
        MetricId metric,
        EntityKind kind,
        Sources source,
        int every,
        int past,
        Supplier<Column> values,
        Supplier<byte @Nullable []> states,
        Supplier<boolean @Nullable []> silent) {

    /** s between frames at that pace; 0 for none. */
    int every(Pace pace) {
        return switch (pace) {
            case LIVE -> every;
            case FINE -> past > FINE_FROM ? Math.max(every, FINE_FROM) : every;
            case COARSE -> past;
        };
    }

    private static final int FINE_FROM = 10;

    /** NullAway does not read the nullness of arrays from other modules. */
    @SuppressWarnings("NullAway")
    Frame frame(long revision, Herald herald, double seconds) {
        Column all = values.get();
        byte[] ordinals = states.get();
        boolean[] left = silent.get();
        int[] slots = left == null ? null : told(left);
        States rle = ordinals == null
                ? States.all(DataState.OK, slots == null ? all.size() : slots.length)
                : States.of(slots == null ? ordinals.clone() : pick(ordinals, slots));
        return new Frame(
                metric,
                kind,
                revision,
                slots,
                herald.clock(source),
                herald.now() + source.lag,
                (long) (seconds * Times.SECOND),
                slots == null ? all : pick(all, slots),
                rle,
                source.origin);
    }

    /** Null where nobody is silent: whoever reads all of a kind in order reads it at once. */
    private static int @Nullable [] told(boolean[] silent) {
        int[] slots = new int[silent.length];
        int n = 0;
        for (int i = 0; i < silent.length; i++) {
            if (!silent[i]) {
                slots[n++] = i;
            }
        }
        return n == silent.length ? null : Arrays.copyOf(slots, n);
    }

    private static byte[] pick(byte[] all, int[] slots) {
        byte[] picked = new byte[slots.length];
        for (int i = 0; i < slots.length; i++) {
            picked[i] = all[slots[i]];
        }
        return picked;
    }

    private static Column pick(Column all, int[] slots) {
        return switch (all) {
            case Column.F32(float[] values) -> {
                float[] picked = new float[slots.length];
                for (int i = 0; i < slots.length; i++) {
                    picked[i] = values[slots[i]];
                }
                yield new Column.F32(picked);
            }
            case Column.F64(double[] values) -> {
                double[] picked = new double[slots.length];
                for (int i = 0; i < slots.length; i++) {
                    picked[i] = values[slots[i]];
                }
                yield new Column.F64(picked);
            }
            case Column.I64(long[] values) -> {
                long[] picked = new long[slots.length];
                for (int i = 0; i < slots.length; i++) {
                    picked[i] = values[slots[i]];
                }
                yield new Column.I64(picked);
            }
            case Column.Histograms whole -> whole;
        };
    }
}
