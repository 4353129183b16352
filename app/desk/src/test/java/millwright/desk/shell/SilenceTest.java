package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import millwright.desk.ClockFace;
import millwright.desk.model.DeskModel;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.LinkState.Telling;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said when nobody tells how the plant is now. */
class SilenceTest {
    private static final ClockFace UTC = new ClockFace(ZoneOffset.UTC, "UTC");

    private final AtomicLong nanos = new AtomicLong(1);
    private final TestFeed feed = TestFeed.demo();
    private final DeskModel model = new DeskModel(Catalogue.standard(), nanos::get, TestPlant.NOW);

    @AfterEach
    void close() {
        model.close();
    }

    private @Nullable Silence now() {
        model.publish();
        return Silence.of(model.situation(), UTC, model.heardAt(), TestPlant.NOW);
    }

    private WorldState world() {
        model.publish();
        return WorldState.of(model.situation(), UTC, model.heardAt());
    }

    private void link(Condition condition, long retry) {
        feed.tell(new LinkState(condition, TestPlant.NOW, "why", Telling.NEWS, "host-7:7077", retry));
    }

    private void source(String name, String protocol, String condition) {
        feed.tell(new SourceState(
                new EntityId("source:" + name), protocol, condition, "", TestPlant.NOW, 0, 0, 0, List.of(), 0, 0));
    }

    @Test
    void aLostGatewayIsNamedWithWhenItSpokeLastAndWhenItIsTriedNext() {
        model.attach(feed, feed);
        link(Condition.ATTACHED, 0);
        assertNull(now(), "it speaks");
        nanos.addAndGet(9 * Times.SECOND);
        link(Condition.CONNECTING, TestPlant.NOW + 3_500 * Times.MILLI);
        Silence silence = now();
        assertEquals(
                new Silence(
                        "STALE",
                        "host-7:7077 does not answer since " + UTC.seconds(TestPlant.NOW)
                                + "; trying again in 4 s; what is shown is of then"),
                silence);
        assertEquals("STALE", world().word());
        link(Condition.ATTACHED, 0);
        assertNull(now());
    }

    @Test
    void whoIsNotReachedAtTheStartIsNamedToo() {
        TestFeed nothing = new TestFeed(List.of());
        model.attach(nothing, nothing);
        assertNull(now(), "not at once");
        nothing.tell(new LinkState(Condition.CONNECTING, TestPlant.NOW, "", Telling.NEWS, "host-7:7077", 0));
        nanos.addAndGet(3 * Times.SECOND);
        assertEquals(new Silence("WAITING", "host-7:7077 does not answer; trying again"), now());
    }

    @Test
    void ofAFeedOfPeersEachPeerCountsAndTheFeedDoesNot() {
        model.attach(feed, feed);
        source("prom", "prometheus", "partial");
        for (int i = 0; i < 8; i++) {
            source("prom/n" + i + ":9400", "prometheus", i == 0 ? "failed" : "ok");
        }
        source("prom/targets.json", SourceState.DISCOVERY, "ok");
        source("prom/store/past", SourceState.PAST, "failed");
        model.publish();
        SilentSources some = SilentSources.of(model.situation());
        assertEquals(1, some.silent());
        int all = some.all();
        for (int i = 0; i < 8; i++) {
            source("prom/n" + i + ":9400", "prometheus", "failed");
        }
        source("prom", "prometheus", "failed");
        model.publish();
        assertEquals(8, SilentSources.of(model.situation()).silent());
        assertEquals(all, SilentSources.of(model.situation()).all());
    }

    @Test
    void aGatewayThatAnswersForSilentSourcesIsNotALivePlant() {
        model.attach(feed, feed);
        source("gateway", "gateway", "ok");
        source("second", "prometheus", "failed");
        assertEquals("LIVE", world().word());
        assertEquals("1 silent", world().detail(), "SIMULATED stands before it");
        assertNull(now(), "one still speaks");
        feed.tell(new SourceState(
                TestPlant.ORIGIN.source(), "simulator", "late", "", TestPlant.NOW, 0, 0, 0, List.of(), 0, 0));
        assertEquals("STALE", world().word());
        Silence silence = now();
        assertTrue(silence != null && silence.text().startsWith("both sources are silent"), () -> "" + silence);
    }
}
