package millwright.feed;

/**
 * Something that tells what happens in a plant and takes commands: a connector, the simulator, a replay, the merged
 * plant of a gateway, or a desk's link to one. {@link #open} is called once; afterwards the feed calls the sink from one
 * thread at a time, its own. {@link #send} may be called from any thread and never blocks on the other side.
 */
public interface Feed extends AutoCloseable {
    /** Short name for people and for {@code doctor}, for example {@code demo plant} or {@code 10.0.0.7:7443}. */
    String name();

    void open(FeedSink sink);

    /**
     * Hands over a command; answers come as {@link Receipt}, {@link ActionProgress} or {@link Preview} events. A feed
     * that cannot do it answers with a refused receipt and a reason, never silently.
     */
    void send(Command command);

    @Override
    void close();
}
