package millwright.feed;

/**
 * @param key idempotency key: the same key is carried out once, however often it arrives
 * @param proposer name of the person or id of the rule
 * @param expires epoch ns after which it must not be started any more
 * @param revision plant revision that the proposer looked at; 0 for "any"
 * @param reason in the proposer's words; may be empty
 */
public record ActionHeader(
        String key,
        String proposer,
        ProposerKind proposerKind,
        long created,
        long expires,
        long revision,
        String reason) {
    public enum ProposerKind {
        PERSON,
        RULE
    }

    public ActionHeader {
        if (key.isBlank() || key.length() > 100) {
            throw new IllegalArgumentException("an action needs a key of 1 to 100 characters");
        }
    }
}
