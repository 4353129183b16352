package millwright.feed;

/**
 * A desk's link to its gateway.
 *
 * @param since when it entered this condition
 * @param detail one line for people
 * @param telling what the gateway tells through it at present
 */
public record LinkState(Condition condition, long since, String detail, Telling telling) implements PlantEvent {
    public LinkState(Condition condition, long since, String detail) {
        this(condition, since, detail, Telling.NEWS);
    }

    public enum Condition {
        CONNECTING,
        ATTACHED,
        STALE,
        REFUSED,
        CLOSED
    }

    /** How what is told relates to what is already held. */
    public enum Telling {
        /** What is new since then. */
        NEWS,
        /** Everything that stands, from the beginning. */
        ANEW,
        /** That was everything that stands: what is held and was not told the gateway does not know. */
        ALL,
        /** That was as much of it as the gateway holds; there is more that stands. */
        MOST
    }
}
