package millwright.feed;

/** Answer to a command. An accepted write is not yet a change that happened. */
public record Receipt(String key, Answer answer, String text, long time) implements PlantEvent {
    public enum Answer {
        ACCEPTED,
        REFUSED,
        DUPLICATE
    }
}
