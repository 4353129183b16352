package millwright.connectors.prometheus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the samples of a histogram belong together: rising buckets up to +Inf, a count that is theirs. One thread. */
final class HistogramOrder {
    private @Nullable Map<String, String> group;
    private String when = "";
    private double bound = Double.NaN;
    private double below;
    private double count = Double.NaN;
    private boolean sum;
    private boolean gaugeSum;
    private boolean negativeSum;
    private boolean negativeBuckets;

    /** @param ending of the sample's name @param le upper bound of a bucket, as written */
    void take(Map<String, String> labels, String at, String ending, String le, double value) {
        if (!labels.equals(group) || !at.equals(when)) {
            close();
            group = labels;
            when = at;
        }
        switch (ending) {
            case "_bucket" -> bucket(StrictLine.number(le), value);
            case "_count", "_gcount" -> count = value;
            case "_sum" -> sum = true;
            case "_gsum" -> {
                gaugeSum = true;
                negativeSum = value < 0;
            }
            default -> {}
        }
    }

    private void bucket(double le, double value) {
        if (le <= bound) {
            throw new IllegalArgumentException("buckets do not rise");
        }
        if (value < below) {
            throw new IllegalArgumentException("a bucket holds less than the one below it");
        }
        negativeBuckets |= le < 0;
        bound = le;
        below = value;
    }

    /** Checks what was gathered and begins anew. */
    void close() {
        if (group != null) {
            check();
        }
        group = null;
        bound = Double.NaN;
        below = 0;
        count = Double.NaN;
        sum = false;
        gaugeSum = false;
        negativeSum = false;
        negativeBuckets = false;
    }

    private void check() {
        boolean counted = !Double.isNaN(count);
        if (bound != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a histogram has no bucket +Inf");
        }
        if (counted && count != below) {
            throw new IllegalArgumentException("the count of a histogram is not that of its bucket +Inf");
        }
        if (counted != (sum || gaugeSum)) {
            throw new IllegalArgumentException("a histogram has both sum and count or neither");
        }
        if (negativeBuckets && sum || !negativeBuckets && negativeSum) {
            throw new IllegalArgumentException("the sum of a histogram does not go with its buckets");
        }
    }
}
