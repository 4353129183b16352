package millwright.feed;

/** A desk's link to its gateway. @param since when it entered this condition @param detail one line for people */
public record LinkState(Condition condition, long since, String detail) implements PlantEvent {
    public enum Condition {
        CONNECTING,
        ATTACHED,
        STALE,
        REFUSED,
        CLOSED
    }
}
