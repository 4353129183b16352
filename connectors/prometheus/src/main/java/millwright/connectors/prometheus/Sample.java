package millwright.connectors.prometheus;

import java.util.Map;

/** One line of an exposition. @param timestamp epoch ms as the exporter says, or Long.MIN_VALUE @param line from 1 */
record Sample(String name, Map<String, String> labels, double value, String raw, long timestamp, int line) {
    static final long NO_TIME = Long.MIN_VALUE;
    /** Later instants do not fit into nanoseconds. */
    static final double MOST_MILLIS = 9e12;

    String label(String key) {
        return labels.getOrDefault(key, "");
    }
}
