package millwright.series.tile;

/**
 * Reduces what goes into a tile: per entity over steps of ticks, and per tick over all entities. Floats that are all OK
 * are compared as integers of the same order, which the processor does eight at a time. One thread; bounded by a row.
 */
final class Reduction {
    private static final int HIGHEST = key(Float.floatToRawIntBits(Float.POSITIVE_INFINITY));
    private static final int LOWEST = key(Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));

    private final Steps perEntity;
    private final Steps perTick;
    private final TileInput in;
    private final int[] keys;
    private final int[] low;
    private final int[] high;
    private final double[] sum;

    private Reduction(TileInput in, int ticksPerStep) {
        this.in = in;
        perEntity = Steps.of(in.entities(), in.ticks(), ticksPerStep);
        perTick = Steps.of(1, in.ticks(), 1);
        keys = new int[in.entities()];
        low = new int[in.entities()];
        high = new int[in.entities()];
        sum = new double[in.entities()];
    }

    static Reduction of(TileInput in, int ticksPerStep) {
        Reduction made = new Reduction(in, ticksPerStep);
        boolean ok = in.values().size() > 0 && StateRuns.constant(in.states()) == Steps.OK;
        if (ok && in.values() instanceof TileValues.F32(float[] values)) {
            made.floats(values);
        } else {
            made.each();
        }
        made.perEntity.blanked();
        means(made.perTick.blanked());
        return made;
    }

    Steps perEntity() {
        return perEntity;
    }

    Steps perTick() {
        return perTick;
    }

    private void each() {
        for (int t = 0; t < in.ticks(); t++) {
            int cell = t / perEntity.ticksPerStep() * in.entities();
            for (int e = 0; e < in.entities(); e++) {
                int at = t * in.entities() + e;
                double value = value(in.values(), at);
                perEntity.add(cell + e, value, in.states()[at]);
                perTick.add(t, value, in.states()[at]);
            }
        }
    }

    private void floats(float[] v) {
        int n = in.entities();
        for (int t = 0; t < in.ticks(); t++) {
            int row = t * n;
            for (int e = 0; e < n; e++) {
                int bits = Float.floatToRawIntBits(v[row + e]);
                keys[e] = bits ^ bits >> 31 & 0x7fffffff;
            }
            row(v, row, t);
            if (t % perEntity.ticksPerStep() == 0) {
                System.arraycopy(keys, 0, low, 0, n);
                System.arraycopy(keys, 0, high, 0, n);
                java.util.Arrays.fill(sum, 0);
            }
            columns(v, row);
            if ((t + 1) % perEntity.ticksPerStep() == 0 || t + 1 == in.ticks()) {
                put(v, row, t / perEntity.ticksPerStep(), t % perEntity.ticksPerStep() + 1);
            }
        }
    }

    private void row(float[] v, int row, int t) {
        int least = keys[0];
        int most = keys[0];
        for (int i = 1; i < keys.length; i++) {
            least = Math.min(least, keys[i]);
            most = Math.max(most, keys[i]);
        }
        perTick.low()[t] = low(least, most);
        perTick.high()[t] = high(least, most);
        perTick.sum()[t] = sum(v, row, keys.length);
        perTick.count()[t] = keys.length;
    }

    private void columns(float[] v, int row) {
        for (int e = 0; e < low.length; e++) {
            low[e] = Math.min(low[e], keys[e]);
        }
        for (int e = 0; e < high.length; e++) {
            high[e] = Math.max(high[e], keys[e]);
        }
        for (int e = 0; e < sum.length; e++) {
            sum[e] += v[row + e];
        }
    }

    private void put(float[] v, int row, int step, int ticks) {
        int at = step * low.length;
        for (int e = 0; e < low.length; e++) {
            perEntity.low()[at + e] = low(low[e], high[e]);
            perEntity.high()[at + e] = high(low[e], high[e]);
            perEntity.last()[at + e] = v[row + e];
            perEntity.sum()[at + e] = sum[e];
            perEntity.count()[at + e] = ticks;
        }
    }

    /** An integer that is ordered as the float of these bits; undone by itself. NaNs lie beyond the infinities. */
    private static int key(int bits) {
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    private static float low(int least, int most) {
        return least < LOWEST || most > HIGHEST ? Float.NaN : Float.intBitsToFloat(key(least));
    }

    private static float high(int least, int most) {
        return least < LOWEST || most > HIGHEST ? Float.NaN : Float.intBitsToFloat(key(most));
    }

    /** Four sums at once: one alone would wait for its own last addition. */
    private static double sum(float[] v, int from, int size) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < from + size; i += 4) {
            a += v[i];
            b += v[i + 1];
            c += v[i + 2];
            d += v[i + 3];
        }
        for (; i < from + size; i++) {
            a += v[i];
        }
        return a + b + (c + d);
    }

    static Steps means(Steps perTick) {
        for (int t = 0; t < perTick.steps(); t++) {
            perTick.last()[t] = perTick.sum()[t] / perTick.count()[t];
        }
        return perTick;
    }

    private static double value(TileValues values, int at) {
        return switch (values) {
            case TileValues.F32(float[] v) -> v[at];
            case TileValues.F64(double[] v) -> v[at];
            case TileValues.I64(long[] v) -> v[at];
        };
    }
}
