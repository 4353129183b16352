package millwright.launcher;

import java.util.HashSet;
import java.util.Set;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.plant.EntityKind;
import millwright.plant.Metric;

/** A remote plant with every metric of the catalogue subscribed, for a recording. */
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
