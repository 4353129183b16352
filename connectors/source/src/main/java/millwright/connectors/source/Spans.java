package millwright.connectors.source;

import millwright.connectors.config.ConfigNode;
import millwright.plant.Times;

/** Durations of a configuration, in ns, that must not be too short or too long. */
public final class Spans {
    /**
     * The longest that a source may wait until what it wrote shows. Who ordered it gives up after 60 s; until then the
     * source has to have begun and to have said how it ended.
     */
    public static final long LONGEST_CONFIRM = 50 * Times.SECOND;

    private Spans() {}

    public static long atLeast(ConfigNode node, String key, long absent, long least) {
        long nanos = node.nanos(key, absent);
        if (nanos < least) {
            throw node.get(key).error("must be at least " + least / Times.MILLI + "ms");
        }
        return nanos;
    }

    /** The key {@code forget-silent}: the longest silence of a thing that is still there. @return ns; the most there is for any */
    public static long silence(ConfigNode node, long least) {
        return node.has("forget-silent") ? atLeast(node, "forget-silent", 0, least) : Long.MAX_VALUE;
    }

    /** The key {@code confirm}. */
    public static long confirm(ConfigNode node, long absent, long least) {
        long nanos = atLeast(node, "confirm", absent, least);
        if (nanos > LONGEST_CONFIRM) {
            throw node.get("confirm")
                    .error("must be at most " + LONGEST_CONFIRM / Times.SECOND
                            + "s: after a minute the control room waits no more");
        }
        return nanos;
    }
}
