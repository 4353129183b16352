package millwright.feed.xid;

import millwright.feed.Priority;

/**
 * One row of the XID table.
 *
 * @param mnemonic the driver's name of it; empty for a code that the table does not hold
 * @param action the catalogue's own token of what to do at once; empty when it names none
 * @param investigate its token of what to look into afterwards; empty when it names none
 * @param source where the row comes from; empty for a code that the table does not hold
 */
public record Xid(
        int code,
        String mnemonic,
        String meaning,
        String action,
        String investigate,
        Kind kind,
        Priority priority,
        String source) {
    /** What an XID is to an operator. */
    public enum Kind {
        /** The application first; hardware only when it repeats on one GPU under several jobs. */
        USER_CODE,
        /** Follows from another one, never a root. */
        CONSEQUENCE,
        /** Sums up another one, never a fault of its own. */
        SUMMARY,
        HARDWARE,
        FABRIC,
        FACILITY,
        SOFTWARE,
        TREND,
        /** In the catalogue, as a code that no current driver should tell. */
        UNUSED,
        UNKNOWN
    }

    public boolean mayBeRoot() {
        return kind != Kind.CONSEQUENCE && kind != Kind.SUMMARY;
    }

    /** One line for an operator. */
    public String guidance() {
        String what = switch (kind) {
            case USER_CODE -> "Look at the application first";
            case CONSEQUENCE -> "Look at the other XID on this GPU";
            case SUMMARY -> "Informational, see the XID that it belongs to";
            case HARDWARE -> "Drain, then follow the action";
            case FABRIC -> "Look at the NVLink domain";
            case FACILITY -> "Tell facilities";
            case SOFTWARE -> "Check driver and firmware";
            case TREND -> "Watch the trend";
            case UNUSED -> "The catalogue lists it as unused: note the driver version, ask support";
            case UNKNOWN -> "Not in the table: look it up, the meaning is unknown";
        };
        return action.isEmpty() ? what : action + ": " + what.toLowerCase(java.util.Locale.ROOT);
    }
}
