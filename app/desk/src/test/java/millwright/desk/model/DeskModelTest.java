package millwright.desk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.LinkState;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
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

    private static Frame power(long at, double watts) {
        return new Frame(
                new MetricId("site.power"),
                EntityKind.SITE,
                1,
                null,
                at,
                at,
                0,
                new Column.F64(new double[] {watts}),
                States.all(DataState.OK, 1),
                new Origin(EntityId.of(EntityKind.SOURCE, "rollup"), false));
    }

    @Test
    void afterASmallStepBackWhatIsToldOfThenIsShown() {
        Told feed = new Told();
        try (DeskModel model = new DeskModel(Catalogue.standard(), nanos::get, NOW)) {
            model.attach(feed, feed);
            Entity site = new Entity.Site(EntityId.of(EntityKind.SITE, "s"), "S", ZoneOffset.UTC);
            feed.sink.accept(new PlantChanged(1, NOW, PlantChange.adding(List.of(site), List.of()), true));
            feed.sink.accept(replay(NOW));
            feed.sink.accept(power(NOW, 900));
            for (int step = 1; step <= 3; step++) {
                long at = NOW - step * 400L * Times.MILLI;
                feed.sink.accept(replay(at));
                feed.sink.accept(power(at, 900 - step));
                assertEquals(
                        900 - step,
                        model.latest()
                                .latest(new MetricId("site.power"), EntityKind.SITE)
                                .values()[0]);
            }
        }
    }

    @Test
    void whileTheGatewayIsGoneTheNewestValuesAreStale() {
        Told feed = new Told();
        try (DeskModel model = new DeskModel(Catalogue.standard(), nanos::get, NOW)) {
            model.attach(feed, feed);
            EntityId id = EntityId.of(EntityKind.SITE, "s");
            feed.sink.accept(new LinkState(LinkState.Condition.ATTACHED, NOW, ""));
            feed.sink.accept(new TimeState(TimeState.Mode.LIVE, NOW, NOW - Times.HOUR, NOW, 1));
            feed.sink.accept(new PlantChanged(
                    1, NOW, PlantChange.adding(List.of(new Entity.Site(id, "S", ZoneOffset.UTC)), List.of()), true));
            MetricId power = new MetricId("site.power");
            feed.sink.accept(new Frame(
                    power,
                    EntityKind.SITE,
                    1,
                    null,
                    NOW,
                    NOW,
                    0,
                    new Column.F64(new double[] {7}),
                    States.all(DataState.OK, 1),
                    new Origin(EntityId.of(EntityKind.SOURCE, "x"), false)));
            model.publish();
            assertEquals(
                    DataState.OK, model.latest().latest(power, EntityKind.SITE).state(0));
            nanos.addAndGet(Times.SECOND);
            feed.sink.accept(new LinkState(LinkState.Condition.CONNECTING, NOW, "lost"));
            model.publish();
            assertEquals(
                    DataState.STALE,
                    model.latest().latest(power, EntityKind.SITE).state(0));
            assertEquals(7, model.latest().latest(power, EntityKind.SITE).values()[0], "the last value stays");
            nanos.addAndGet(100 * Times.SECOND);
            assertEquals(NOW, model.heardAt());
            nanos.addAndGet(-100 * Times.SECOND);
            feed.sink.accept(new LinkState(LinkState.Condition.ATTACHED, NOW, ""));
            model.publish();
            assertEquals(
                    DataState.OK, model.latest().latest(power, EntityKind.SITE).state(0), "not overdue yet");
        }
    }
}
