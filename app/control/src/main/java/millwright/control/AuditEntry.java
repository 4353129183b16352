package millwright.control;

/** What is to be written; the log adds its place in the chain. See {@link AuditRecord}. */
public record AuditEntry(long time, String who, Role role, String event, String key, String what, String outcome) {}
