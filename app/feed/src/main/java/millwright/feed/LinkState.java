package millwright.feed;

/**
 * A desk's link to its gateway.
 *
 * @param since when it entered this condition
 * @param detail one line for people
 * @param telling what the gateway tells through it at present
 * @param peer whom it speaks to, such as {@code localhost:7077}; empty where there is nobody to name
 * @param retry when it tries next, by the same clock as {@code since}; 0 when it is trying or need not
 * @param role what the gateway lets this desk do: watch, operate or approve; empty where it does not say
 */
public record LinkState(
        Condition condition, long since, String detail, Telling telling, String peer, long retry, String role)
        implements PlantEvent {
    public LinkState(Condition condition, long since, String detail, Telling telling, String peer, long retry) {
        this(condition, since, detail, telling, peer, retry, "");
    }

    public LinkState(Condition condition, long since, String detail) {
        this(condition, since, detail, Telling.NEWS);
    }

    public LinkState(Condition condition, long since, String detail, Telling telling) {
        this(condition, since, detail, telling, "", 0);
    }

    /** Whether nothing may be done from here, an acknowledgement neither. */
    public boolean watchesOnly() {
        return role.equals("watch");
    }

    /** Whether what the plant is doing now comes through it. */
    public boolean carries() {
        return condition == Condition.ATTACHED;
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
