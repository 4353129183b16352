package millwright.connectors.otlp;

/**
 * An exponential histogram: bucket i of a side holds magnitudes over base^(offset+i) up to base^(offset+i+1), the base
 * being 2^(2^-scale). Immutable by agreement: nobody writes to its arrays.
 *
 * @param sum of the values, NaN when the sender does not say
 * @param zero how many were no further from zero than {@code threshold}
 */
record Powers(long count, double sum, int scale, long zero, double threshold, Side positive, Side negative) {
    static final int MOST_BUCKETS = 4_096;

    /** @param offset index of the first bucket */
    record Side(int offset, long[] counts) {
        static final Side NONE = new Side(0, new long[0]);

        /** The same with each bucket 2^steps as wide in its exponent. */
        Side coarser(int steps) {
            if (steps == 0 || counts.length == 0) {
                return this;
            }
            int by = Math.min(31, steps);
            int first = offset >> by;
            int last = offset + counts.length - 1 >> by;
            long[] merged = new long[last - first + 1];
            for (int i = 0; i < counts.length; i++) {
                merged[(offset + i >> by) - first] += counts[i];
            }
            return new Side(first, merged);
        }

        /** How many buckets two sides take up together at a scale that is no finer than either. */
        private long span(int scale, Side other, int otherScale, int at) {
            if (counts.length == 0 || other.counts.length == 0) {
                return 0;
            }
            int mine = Math.min(31, scale - at);
            int theirs = Math.min(31, otherScale - at);
            long first = Math.min(offset >> mine, other.offset >> theirs);
            long last = Math.max(
                    (long) offset + counts.length - 1 >> mine, (long) other.offset + other.counts.length - 1 >> theirs);
            return last - first + 1;
        }

        Side with(Side other, int sign) {
            if (other.counts.length == 0) {
                return this;
            }
            if (counts.length == 0 && sign > 0) {
                return other;
            }
            int first = counts.length == 0 ? other.offset : Math.min(offset, other.offset);
            int last = Math.max(offset + counts.length, other.offset + other.counts.length);
            if (last - first > 2 * MOST_BUCKETS) {
                throw new BadBody("an exponential histogram spans more than " + 2 * MOST_BUCKETS + " buckets");
            }
            long[] both = new long[last - first];
            for (int i = 0; i < counts.length; i++) {
                both[offset - first + i] += counts[i];
            }
            for (int i = 0; i < other.counts.length; i++) {
                both[other.offset - first + i] += sign * other.counts[i];
            }
            return new Side(first, both);
        }

        boolean fell() {
            for (long count : counts) {
                if (count < 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private Powers at(int coarser) {
        int steps = scale - coarser;
        return new Powers(count, sum, coarser, zero, threshold, positive.coarser(steps), negative.coarser(steps));
    }

    /** Both, as finely as {@link #MOST_BUCKETS} allow: streams of other magnitudes lie far apart. */
    Powers plus(Powers other) {
        int fine = Math.min(scale, other.scale);
        while (positive.span(scale, other.positive, other.scale, fine) > MOST_BUCKETS
                || negative.span(scale, other.negative, other.scale, fine) > MOST_BUCKETS) {
            fine--;
        }
        return at(fine).with(other.at(fine), 1);
    }

    Powers minus(Powers earlier) {
        return with(earlier, -1);
    }

    private Powers with(Powers other, int sign) {
        int coarse = Math.min(scale, other.scale);
        Powers a = at(coarse);
        Powers b = other.at(coarse);
        return new Powers(
                count + sign * other.count,
                sum + sign * other.sum,
                coarse,
                zero + sign * other.zero,
                Math.max(threshold, other.threshold),
                a.positive.with(b.positive, sign),
                a.negative.with(b.negative, sign));
    }

    /** True of a difference that cannot be: the counting began anew in between. */
    boolean fell() {
        return count < 0 || zero < 0 || positive.fell() || negative.fell();
    }

    /** The same with bounds written out. */
    Buckets buckets() {
        int below = negative.counts.length;
        int above = positive.counts.length;
        double[] bounds = new double[below + 1 + above + 1];
        long[] counts = new long[bounds.length + 1];
        for (int i = 0; i < below; i++) {
            int bucket = below - 1 - i;
            bounds[i] = -power(negative.offset + bucket + 1);
            counts[i + 1] = negative.counts[bucket];
        }
        bounds[below] = below == 0 ? -threshold : -power(negative.offset);
        counts[below + 1] += zero;
        bounds[below + 1] = above == 0 ? threshold : power(positive.offset);
        for (int i = 0; i < above; i++) {
            bounds[below + 2 + i] = power(positive.offset + i + 1);
            counts[below + 2 + i] = positive.counts[i];
        }
        return new Buckets(count, sum, bounds, counts);
    }

    private double power(int exponent) {
        return Math.pow(2, exponent * Math.pow(2, -scale));
    }
}
