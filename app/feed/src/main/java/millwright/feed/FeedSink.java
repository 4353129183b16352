package millwright.feed;

/** Takes what a {@link Feed} tells, in order, from one thread at a time. Must not block for long. */
@FunctionalInterface
public interface FeedSink {
    void accept(PlantEvent event);
}
