package millwright.connectors.redfish;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of one controller are read, and why not: where it offers them, over a connection beside the one that
 * asks. Where nobody said how many connections there may be, what the controller admits decides: a stream that it refuses,
 * or that was open when a question failed, is left alone until a later survey, twice as long each time up to an hour. The
 * poller's thread.
 */
final class EventReading implements AutoCloseable {
    private static final int TRIES = 2;

    private final Client client;
    private final RedfishConfig config;
    private final Consumer<Document> events;
    private final LongSupplier clock;
    private @Nullable EventStream stream;
    private Optional<String> path = Optional.empty();
    private String why = "";
    private int yielded;
    private long opened;
    private long leaveAlone;

    EventReading(Client client, RedfishConfig config, Consumer<Document> events, LongSupplier clock) {
        this.client = client;
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    /** After each look at what there is. @param offered where events are, if anywhere */
    void surveyed(Optional<String> offered) {
        path = offered;
        long now = clock.getAsLong();
        EventStream known = stream;
        if (known != null && known.gaveUp()) {
            leave(known.condition(), now);
        }
        if (stream == null && offered.isPresent() && config.connections() != 1 && now >= leaveAlone) {
            int tries = config.connections() == RedfishConfig.AS_ADMITTED ? TRIES : 0;
            EventStream made = new EventStream(client, offered.get(), events, clock, tries);
            stream = made;
            opened = now;
            made.start();
        }
    }

    /** A question failed: where it is for the controller to say how many connections it has, it gets this one back. */
    void questionFailed() {
        EventStream known = stream;
        if (known != null && isRead(known) && config.connections() == RedfishConfig.AS_ADMITTED) {
            leave("a question failed while they were read", clock.getAsLong());
        }
    }

    /** Or is about to be, for all that is known. */
    private static boolean isRead(EventStream stream) {
        return stream.isOpen() || stream.condition().isEmpty();
    }

    private void leave(String because, long now) {
        yielded = now - opened > Times.HOUR ? 1 : yielded + 1;
        leaveAlone = now + Math.min(Times.HOUR, config.survey() << Math.min(10, yielded));
        why = because;
        close();
    }

    /** What is wrong with the stream, empty when nothing is. */
    String condition() {
        EventStream known = stream;
        if (known == null) {
            return "";
        }
        known.look();
        return known.condition();
    }

    /** Said where events are offered and not read. */
    Optional<String> lacking() {
        EventStream known = stream;
        if (path.isEmpty() || known != null && isRead(known)) {
            return Optional.empty();
        }
        String because = config.connections() == 1
                ? "'connections: 1' leaves none for them; 2 does"
                : known == null ? why : known.condition();
        return Optional.of("events are offered and not read: " + because);
    }

    @Override
    public void close() {
        EventStream known = stream;
        if (known != null) {
            known.close();
            stream = null;
        }
    }
}
