package millwright.desk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

/** What time it is on a desk. */
class DeskModelTest {
    private static final long NOW = 1_000_000 * Times.SECOND;

    private final AtomicLong nanos = new AtomicLong(5);

    private static final class Told implements Feed, History {
        private FeedSink sink = _ -> {};

        @Override
        public String name() {
            return "told";
        }

        @Override
        public void open(FeedSink to) {
            sink = to;
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}

        @Override
        public Catalogue describe() {
            return Catalogue.standard();
        }

        @Override
        public CompletionStage<List<Window>> query(WindowQuery query) {
            return CompletableFuture.completedStage(List.of());
        }
    }

    private static TimeState replay(long at) {
        return new TimeState(TimeState.Mode.REPLAY, at, NOW - Times.HOUR, NOW + Times.HOUR, 1);
    }

    @Test
    void theTimeAndWhenItWasToldAreReadAsOne() {
        Told feed = new Told();
        try (DeskModel model = new DeskModel(Catalogue.standard(), nanos::get, NOW)) {
            model.attach(feed, feed);
            feed.sink.accept(replay(NOW));
            for (int i = 1; i <= 200; i++) {
                nanos.addAndGet(Times.SECOND);
                long at = NOW + i * Times.SECOND;
                feed.sink.accept(replay(at));
                assertEquals(at, model.now(), "not the time told before with the moment of this one");
                nanos.addAndGet(Times.SECOND / 2);
                assertEquals(at + Times.SECOND / 2, model.now());
                nanos.addAndGet(-Times.SECOND / 2);
            }
        }
    }

    @Test
    void withoutAWordTheTimeGoesOnForTwoSecondsOnly() {
        Told feed = new Told();
        try (DeskModel model = new DeskModel(Catalogue.standard(), nanos::get, NOW)) {
            model.attach(feed, feed);
            feed.sink.accept(replay(NOW));
            nanos.addAndGet(10 * Times.SECOND);
            assertEquals(NOW + 2 * Times.SECOND, model.now());
            assertTrue(model.situation().age() >= 10 * Times.SECOND);
        }
    }
}
