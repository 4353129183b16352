package millwright.feed.xid;

import millwright.feed.Priority;

/**
 * One row of the NVSwitch errors.
 *
 * @param action the recovery that the guide names, in one word; empty when it names none
 * @param source where the row comes from; empty for a code that the table does not hold
 */
public record SXid(int code, String meaning, Kind kind, String action, Priority priority, String source) {
    /** How far one reaches. */
    public enum Kind {
        NON_FATAL,
        /** For the partitions that use the port. */
        FATAL,
        /** For the whole fabric of the node. */
        ALWAYS_FATAL,
        UNKNOWN
    }
}
