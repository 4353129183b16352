package millwright.control;

/**
 * One line of the audit.
 *
 * @param count place in the chain, from 1
 * @param previous hash of the line before, hex; 64 zeros for the first
 * @param time epoch ns
 * @param who name of the caller or id of the rule
 * @param event one word: {@code propose}, {@code approve}, {@code execute}, {@code outcome}, …
 * @param key idempotency key of the action
 * @param what the action in words
 * @param outcome stage or answer after it
 * @param action of the first record of an action the whole of it, with all targets, for programs; empty in all others, and
 *     not in the file then
 */
public record AuditRecord(
        long count,
        String previous,
        long time,
        String who,
        Role role,
        String event,
        String key,
        String what,
        String outcome,
        String action) {}
