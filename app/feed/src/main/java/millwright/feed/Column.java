package millwright.feed;

/** The values of a frame, one per entity. Arrays are owned by the column and must not be changed after it is made. */
public sealed interface Column {
    int size();

    /** The value as a double; NaN is possible. Histograms give their count. */
    double asDouble(int i);

    record F32(float[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double asDouble(int i) {
            return values[i];
        }
    }

    record F64(double[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double asDouble(int i) {
            return values[i];
        }
    }

    /** I64, ENUM and MASK values. */
    record I64(long[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double asDouble(int i) {
            return values[i];
        }
    }

    /**
     * Counts per bucket, entity after entity.
     *
     * @param upper upper bounds of the buckets, rising, the last may be +Infinity
     * @param counts entities x buckets, not cumulative
     * @param sums sum of observations per entity
     */
    record Histograms(double[] upper, long[] counts, double[] sums) implements Column {
        public Histograms {
            if (upper.length == 0 || counts.length != upper.length * sums.length) {
                throw new IllegalArgumentException("histograms need buckets x entities counts, got " + counts.length
                        + " for " + upper.length + " x " + sums.length);
            }
        }

        @Override
        public int size() {
            return sums.length;
        }

        @Override
        public double asDouble(int i) {
            long count = 0;
            for (int b = 0; b < upper.length; b++) {
                count += counts[i * upper.length + b];
            }
            return count;
        }
    }
}
