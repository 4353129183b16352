package millwright.control;

/** What is to be written; the log adds its place in the chain. See {@link AuditRecord}. */
public record AuditEntry(
        long time, String who, Role role, String event, String key, String what, String outcome, String action) {
    /** One that begins no action. */
    public AuditEntry(long time, String who, Role role, String event, String key, String what, String outcome) {
        this(time, who, role, event, key, what, outcome, "");
    }

    /** The record that it becomes. */
    public AuditRecord at(long count, String previous) {
        return new AuditRecord(count, previous, time, who, role, event, key, what, outcome, action);
    }
}
