package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.Delivery;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeersTest {
    @Test
    void aFeedOfWhichAllPeersFailHasFailed() {
        Peers peers = peers(null, "failed", "failed");
        assertEquals("failed", peers.condition("ok"));
        assertEquals("none of 2 answers; p0: says failed", peers.detail());
        assertEquals(4, peers.errors());
    }

    @Test
    void aFeedOfWhichSomePeersFailIsPartlyThere() {
        Peers peers = peers(null, "failed", "ok", "failed");
        assertEquals("partial", peers.condition("ok"));
        assertEquals("1 of 3 answers; p0: says failed", peers.detail());
    }

    @Test
    void aFeedOfWhichAllPeersAnswerStandsAsItDoesItself() {
        assertEquals("late", peers(null, "ok", "ok").condition("late"));
        assertEquals("2 of 2 answer", peers(null, "ok", "ok").detail());
        assertEquals("starting", peers(null, "starting").condition("ok"));
        assertEquals("ok", peers(null).condition("ok"));
    }

    @Test
    void whatPeersCouldNotReadIsAddedUpWithAnExample() {
        Delivery delivery = peers(null, "ok", "ok").delivery();
        assertEquals(2, delivery.unread());
        assertEquals("p1: line 1", delivery.example());
        assertEquals(List.of("gpu.power"), delivery.fields());
    }

    @Test
    void whatTheFeedSaysOfAllOfThemStandsBeforeTheCount() {
        assertEquals(
                List.of("fields are missing at 2 of 2: p0, p1"),
                peers(null, "ok", "ok").missing());
        SourceState own = state("s", "ok", 9, List.of("no x on 2 of 2 nodes: y"));
        assertEquals(List.of("no x on 2 of 2 nodes: y"), peers(own, "ok", "ok").missing());
    }

    @Test
    void whoOnlyNamesTargetsOrAnswersForThePastIsNoneThatAnswers() {
        List<SourceState> two = new ArrayList<>(peers(null, "failed", "failed").peers());
        two.add(measuringNothing(SourceState.DISCOVERY, "ok"));
        Peers silent = new Peers("source:s/", two, null);
        assertEquals("failed", silent.condition("ok"));
        assertEquals("none of 2 answers; p0: says failed", silent.detail());
        List<SourceState> one = new ArrayList<>(peers(null, "ok").peers());
        one.add(measuringNothing(SourceState.PAST, "failed"));
        assertEquals("ok", new Peers("source:s/", one, null).condition("ok"));
        assertEquals("1 of 1 answers", new Peers("source:s/", one, null).detail());
    }

    @Test
    void aFeedThatCannotFindItsTargetsHasFailed() {
        Peers lost = new Peers("source:s/", List.of(measuringNothing(SourceState.DISCOVERY, "failed")), null);
        assertEquals("failed", lost.condition("ok"));
        assertEquals("nothing to ask yet; list: says failed", lost.detail());
    }

    private static SourceState measuringNothing(String protocol, String condition) {
        EntityId id = EntityId.of(EntityKind.SOURCE, "s/list");
        return new SourceState(id, protocol, condition, "says " + condition, 1, 0, 0, 0, List.of(), 0, 0);
    }

    private static Peers peers(@Nullable SourceState own, String... conditions) {
        List<SourceState> peers = new ArrayList<>();
        for (int i = 0; i < conditions.length; i++) {
            peers.add(state("s/p" + i, conditions[i], i, List.of("no x")));
        }
        return new Peers("source:s/", peers, own);
    }

    private static SourceState state(String name, String condition, long time, List<String> missing) {
        EntityId id = EntityId.of(EntityKind.SOURCE, name);
        Delivery delivery = new Delivery(List.of("gpu.power"), 12, 1, "line 1");
        return new SourceState(id, "test", condition, "says " + condition, time, 0, 0, 2, missing, 0, 0, delivery);
    }
}
