package millwright.connectors.prometheus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One metric family while it is read: what its samples may be called, hold and follow. One thread. */
final class OpenMetricsFamily {
    private static final Set<String> COUNTING = Set.of("_total", "_sum", "_count", "_bucket", "_gcount");

    private final String name;
    private final Set<Map<String, String>> groups = new HashSet<>();
    private final HistogramOrder order = new HistogramOrder();
    private @Nullable MetricType type;
    private boolean helped;
    private @Nullable String unit;
    private @Nullable Map<String, String> group;
    private String when = "";

    OpenMetricsFamily(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    MetricType type() {
        MetricType known = type;
        return known == null ? MetricType.UNKNOWN : known;
    }

    boolean takes(String sample) {
        return sample.startsWith(name) && type().endings().contains(sample.substring(name.length()));
    }

    void describe(String what, String text) {
        if (group != null) {
            throw new IllegalArgumentException(what + " after samples of '" + name + "'");
        }
        boolean again = switch (what) {
            case "HELP" -> helped;
            case "TYPE" -> type != null;
            case "UNIT" -> unit != null;
            default -> throw new IllegalArgumentException("neither HELP, TYPE nor UNIT of a metric");
        };
        if (again) {
            throw new IllegalArgumentException(what + " stands twice");
        }
        switch (what) {
            case "TYPE" -> type = MetricType.of(text);
            case "UNIT" -> unit = text;
            default -> helped = true;
        }
    }

    Sample add(StrictLine.Read read, int line) {
        String ending = read.name().substring(name.length());
        double value = StrictLine.number(read.value());
        checkLabels(read, ending);
        checkValue(ending, value);
        if (read.exemplar()
                && !ending.equals("_bucket")
                && !(type() == MetricType.COUNTER && ending.equals("_total"))) {
            throw new IllegalArgumentException("an exemplar stands at buckets and totals only");
        }
        Map<String, String> now = group(read, ending);
        follow(now, read.when());
        boolean counts = type() == MetricType.HISTOGRAM || type() == MetricType.GAUGEHISTOGRAM;
        if (counts) {
            order.take(now, read.when(), ending, read.labels().getOrDefault("le", ""), value);
        }
        return new Sample(read.name(), read.labels(), value, read.value(), millis(read.when()), line);
    }

    private void checkLabels(StrictLine.Read read, String ending) {
        if (type() == MetricType.STATESET && !read.labels().containsKey(name)) {
            throw new IllegalArgumentException("a state set names its state by label '" + name + "'");
        }
        if (ending.equals("_bucket") && !bound(read.labels().getOrDefault("le", ""))) {
            throw new IllegalArgumentException("a bucket has a number or +Inf as label 'le'");
        }
        if (type() == MetricType.SUMMARY && ending.isEmpty()) {
            double quantile = StrictLine.real(read.labels().getOrDefault("quantile", ""));
            if (!(quantile >= 0 && quantile <= 1)) {
                throw new IllegalArgumentException("a quantile lies within 0 and 1");
            }
        }
    }

    private static boolean bound(String le) {
        if (!le.equals("+Inf")) {
            StrictLine.real(le);
        }
        return true;
    }

    private void checkValue(String ending, double value) {
        boolean wrong = switch (type()) {
            case STATESET -> value != 0 && value != 1;
            case INFO -> value != 1;
            case SUMMARY -> ending.isEmpty() && value < 0;
            case UNKNOWN, GAUGE, COUNTER, HISTOGRAM, GAUGEHISTOGRAM -> false;
        };
        boolean counting = COUNTING.contains(ending) && !(value >= 0) || ending.equals("_gsum") && Double.isNaN(value);
        if (wrong || counting) {
            throw new IllegalArgumentException(
                    "a " + type().word() + " cannot hold " + value + (ending.isEmpty() ? "" : " in " + ending));
        }
        boolean whole = ending.equals("_bucket") || ending.equals("_count") || ending.equals("_gcount");
        if (whole && value != Math.rint(value)) {
            throw new IllegalArgumentException("a count is a whole number");
        }
    }

    /** The labels that all samples of one measurement share. */
    private Map<String, String> group(StrictLine.Read read, String ending) {
        String own = switch (type()) {
            case INFO -> null;
            case SUMMARY -> ending.isEmpty() ? "quantile" : "";
            case STATESET -> name;
            case HISTOGRAM, GAUGEHISTOGRAM -> ending.equals("_bucket") ? "le" : "";
            case UNKNOWN, GAUGE, COUNTER -> "";
        };
        if (own == null) {
            return Map.of();
        }
        if (own.isEmpty()) {
            return read.labels();
        }
        Map<String, String> shared = new HashMap<>(read.labels());
        shared.remove(own);
        return shared;
    }

    private void follow(Map<String, String> now, String at) {
        if (now.equals(group)) {
            if (at.isEmpty() != when.isEmpty()) {
                throw new IllegalArgumentException("some samples of a measurement say when, others do not");
            }
            if (!at.isEmpty() && type() != MetricType.INFO && StrictLine.real(at) < StrictLine.real(when)) {
                throw new IllegalArgumentException("time goes backwards");
            }
        } else if (!groups.add(now)) {
            throw new IllegalArgumentException("samples of one measurement do not stand together");
        }
        group = now;
        when = at;
    }

    private static long millis(String seconds) {
        double millis = seconds.isEmpty() ? Double.NaN : StrictLine.real(seconds) * 1_000;
        return Math.abs(millis) < Sample.MOST_MILLIS ? (long) millis : Sample.NO_TIME;
    }

    void close() {
        String word = unit;
        if (word != null && !word.isEmpty()) {
            if (!name.endsWith("_" + word)) {
                throw new IllegalArgumentException("the name of '" + name + "' does not end with its unit " + word);
            }
            if (List.of(MetricType.INFO, MetricType.STATESET).contains(type())) {
                throw new IllegalArgumentException("a " + type().word() + " has no unit");
            }
        }
        order.close();
    }
}
