package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import org.junit.jupiter.api.Test;

/** What comes in from one source. */
class IntakeTest {
    private final Inbox inbox = new Inbox();
    private final List<PlantEvent> taken = new ArrayList<>();
    private final Intake intake = new Intake(
            new FeedSource("s", "test", true, Silent::new), 1 << 20, inbox, (from, event) -> taken.add(event), () -> 1);

    /** A source that says nothing by itself. */
    private static final class Silent implements Feed {
        @Override
        public String name() {
            return "s";
        }

        @Override
        public void open(FeedSink sink) {}

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}
    }

    private void work() throws InterruptedException {
        for (Runnable task = inbox.next(0); task != null; task = inbox.next(0)) {
            task.run();
        }
    }

    @Test
    void whatComesAfterTheEndOfASourceWasToldDoesNotBringItBack() throws InterruptedException {
        intake.accept(Made.happened("before", "a"));
        inbox.add(intake::end);
        intake.accept(Made.happened("after", "a"));
        work();
        assertEquals(1, taken.size());
        assertEquals(
                "before", assertInstanceOf(Occurrence.class, taken.getFirst()).id());
    }

    @Test
    void whenAPushedSampleCameIsForTheGatewayToSay() {
        Frame wrong = Made.power(1, 5, 100);
        Frame right = assertInstanceOf(Frame.class, IngestService.received(wrong, 77));
        assertEquals(77, right.receiveTime());
        assertEquals(5, right.sourceTime());
        Occurrence event = assertInstanceOf(Occurrence.class, IngestService.received(Made.happened("x", "a"), 77));
        assertEquals(77, event.receiveTime());
    }
}
