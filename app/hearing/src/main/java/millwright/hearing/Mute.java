package millwright.hearing;

import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;

/** A source that opens and tells nothing. */
public record Mute(String name) implements Feed {
    @Override
    public void open(FeedSink sink) {}

    @Override
    public void send(Command command) {}

    @Override
    public void close() {}
}
