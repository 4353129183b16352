package millwright.control;

/**
 * That somebody took note of a finding, as the audit has it.
 *
 * @param finding id that the finding had then
 * @param by name of the caller @param at epoch ns
 * @param key of the action by which it was done
 */
public record Acknowledgement(String finding, String by, long at, String key) {
    /** What stays the same when a finding is found again: its rule and its entity, without when it was found. */
    static String matter(String finding) {
        int at = finding.lastIndexOf('@');
        return at < 0 ? finding : finding.substring(0, at);
    }
}
