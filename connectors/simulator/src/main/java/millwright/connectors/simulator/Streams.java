package millwright.connectors.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import millwright.feed.Column;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/** Collects streams of one kind and source; makes columns out of a value per slot. Simulation thread only. */
final class Streams {
    interface Floats {
        double at(int slot);
    }

    interface Longs {
        long at(int slot);
    }

    private final List<Stream> streams = new ArrayList<>();
    private final EntityKind kind;
    private final Sources source;
    private final int size;
    private final Supplier<byte @Nullable []> states;
    private final Supplier<boolean @Nullable []> silent;
    private final Map<String, byte[]> single;

    /** @param states of all metrics per slot @param single states of one metric per slot, by its name */
    Streams(
            EntityKind kind,
            Sources source,
            int size,
            byte @Nullable [] states,
            boolean @Nullable [] silent,
            Map<String, byte[]> single) {
        this.kind = kind;
        this.source = source;
        this.size = size;
        this.single = single;
        this.states = () -> states == null || allOk(states) ? null : states;
        this.silent = () -> silent == null || noneOf(silent) ? null : silent;
    }

    List<Stream> list() {
        return streams;
    }

    /** Values in steps of {@code quantum}, 0 for unrounded. */
    Streams gauge(String metric, int every, int past, double quantum, Floats value) {
        Supplier<byte @Nullable []> state = statesOf(metric);
        return add(metric, every, past, state, () -> {
            float[] values = new float[size];
            byte[] ordinals = state.get();
            double steps = quantum == 0 ? 0 : 1 / quantum;
            for (int i = 0; i < size; i++) {
                boolean number = ordinals == null || ordinals[i] == 0;
                double v = number ? value.at(i) : ordinals[i] == BAD ? 14_750 : Double.NaN;
                values[i] = (float) (quantum == 0 ? v : Math.rint(v * steps) / steps);
            }
            return new Column.F32(values);
        });
    }

    Streams wide(String metric, int every, int past, Floats value) {
        Supplier<byte @Nullable []> state = statesOf(metric);
        return add(metric, every, past, state, () -> {
            double[] values = new double[size];
            byte[] ordinals = state.get();
            for (int i = 0; i < size; i++) {
                values[i] = ordinals == null || ordinals[i] == 0 ? value.at(i) : Double.NaN;
            }
            return new Column.F64(values);
        });
    }

    Streams count(String metric, int every, int past, Longs value) {
        return add(metric, every, past, statesOf(metric), () -> {
            long[] values = new long[size];
            for (int i = 0; i < size; i++) {
                values[i] = value.at(i);
            }
            return new Column.I64(values);
        });
    }

    /** A column that the caller makes itself. */
    Streams column(String metric, int every, int past, Supplier<Column> values) {
        return add(metric, every, past, statesOf(metric), values);
    }

    private Streams add(
            String metric, int every, int past, Supplier<byte @Nullable []> state, Supplier<Column> values) {
        streams.add(new Stream(new MetricId(metric), kind, source, every, past, values, state, silent));
        return this;
    }

    private Supplier<byte @Nullable []> statesOf(String metric) {
        return () -> {
            byte[] own = single.get(metric);
            byte[] all = states.get();
            if (own == null || allOk(own)) {
                return all;
            }
            byte[] both = own.clone();
            for (int i = 0; all != null && i < both.length; i++) {
                both[i] = all[i] == 0 ? both[i] : all[i];
            }
            return both;
        };
    }

    private static final byte BAD = (byte) DataState.BAD.ordinal();

    private static boolean allOk(byte[] ordinals) {
        for (byte ordinal : ordinals) {
            if (ordinal != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean noneOf(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return false;
            }
        }
        return true;
    }
}
