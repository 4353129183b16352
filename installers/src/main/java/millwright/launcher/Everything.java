package millwright.launcher;

import java.util.HashSet;
import java.util.Set;
import millwright.connectors.link.Link;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.plant.EntityKind;
import millwright.plant.Metric;

/**
 * A remote plant with every sample asked for, for a recording. A gateway that does not know that wish yet coalesces what
 * was asked for metric by metric, and says so by gaps.
 */
final class Everything implements Feed {
    private final Origin origin;

    Everything(Origin origin) {
        this.origin = origin;
    }

    @Override
    public String name() {
        return origin.title();
    }

    @Override
    public void open(FeedSink sink) {
        if (origin.feed() instanceof Link link) {
            link.everything();
        }
        origin.feed().open(sink);
        Set<Command.Want> wants = new HashSet<>();
        for (Metric metric : origin.catalogue().metrics()) {
            for (EntityKind kind : metric.on()) {
                wants.add(new Command.Want(metric.id(), kind, 0));
            }
        }
        origin.feed().send(new Command.Subscribe(wants));
    }

    @Override
    public void send(Command command) {
        origin.feed().send(command);
    }

    @Override
    public void close() {
        origin.feed().close();
    }
}
