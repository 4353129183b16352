package millwright.connectors.otlp;

import org.jspecify.annotations.Nullable;

/** One data point as it was sent. Times are epoch ns as the sender says, 0 when it does not. */
sealed interface Point {
    Attributes attributes();

    /** Since when a sum or histogram counts. */
    long start();

    long time();

    /** The sender says that there is no value: a stream that ended. */
    boolean none();

    /** @param integer whether {@code bits} are a whole number, else those of a double */
    record Number(Attributes attributes, long start, long time, boolean none, boolean integer, long bits)
            implements Point {
        double value() {
            return integer ? bits : Double.longBitsToDouble(bits);
        }

        /** As an exporter of text would print it: DCGM's 64-bit blanks are lost in a double. */
        String raw() {
            return integer ? Long.toString(bits) : Double.toString(value());
        }
    }

    record Histogram(Attributes attributes, long start, long time, boolean none, Buckets buckets) implements Point {}

    record Exponential(Attributes attributes, long start, long time, boolean none, Powers powers) implements Point {}

    /** What is wrong with the buckets of a histogram; null for nothing. */
    static @Nullable String wrong(Buckets buckets) {
        int counts = buckets.counts().length;
        if (counts != 0 && counts != buckets.bounds().length + 1) {
            return counts + " bucket counts for " + buckets.bounds().length + " bounds";
        }
        for (int i = 1; i < buckets.bounds().length; i++) {
            if (!(buckets.bounds()[i] > buckets.bounds()[i - 1])) {
                return "bounds that do not rise";
            }
        }
        return null;
    }
}
