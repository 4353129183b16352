package millwright.feed;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * How long what a source tells of a quantity is averaged over, where it says so: beside the native ids, for it seldom changes.
 * {@code averaged.METRIC@SOURCE} holds seconds, 0 for instants, and is empty once the source says it no longer. Of who says
 * nothing it is not known; that is most. Stateless.
 */
public final class AveragedOver {
    private static final String PREFIX = "averaged.";
    private static final long LONGEST = 366 * 24 * Times.HOUR;

    private AveragedOver() {}

    /** @param source name of the feed, without its peers @param span ns, 0 for instants */
    public static Map<String, String> said(MetricId metric, String source, long span) {
        return Map.of(key(metric, source), String.valueOf(span / (double) Times.SECOND));
    }

    /** The source says it no longer. */
    public static Map<String, String> unsaid(MetricId metric, String source) {
        return Map.of(key(metric, source), "");
    }

    /** ns; empty where this source does not say. */
    public static OptionalLong by(String source, MetricId metric, Map<String, String> nativeIds) {
        return nativeIds.isEmpty() ? OptionalLong.empty() : span(nativeIds.getOrDefault(key(metric, source), ""));
    }

    /** ns by source, of all who say so, in the order of their names. */
    public static Map<String, Long> of(Map<String, String> nativeIds, MetricId metric) {
        Map<String, Long> said = new TreeMap<>();
        String begin = key(metric, "");
        nativeIds.forEach((key, text) -> {
            if (key.startsWith(begin)) {
                span(text).ifPresent(span -> said.put(key.substring(begin.length()), span));
            }
        });
        return said;
    }

    /** Such as {@code means of 15 min}. */
    public static String words(long span) {
        if (span == 0) {
            return "instants";
        }
        String much = span % Times.HOUR == 0
                ? span / Times.HOUR + " h"
                : span % Times.MINUTE == 0
                        ? span / Times.MINUTE + " min"
                        : span % Times.SECOND == 0 ? span / Times.SECOND + " s" : span / Times.MILLI + " ms";
        return "means of " + much;
    }

    private static String key(MetricId metric, String source) {
        return PREFIX + metric.name() + "@" + source;
    }

    /** What nobody could mean is nothing said. */
    private static OptionalLong span(String seconds) {
        try {
            double span = seconds.isEmpty() ? -1 : Double.parseDouble(seconds) * Times.SECOND;
            return span >= 0 && span <= LONGEST ? OptionalLong.of(Math.round(span)) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
