package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Gap;
import millwright.feed.Interval;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;

/** What a desk that attaches anew is told when more stands than is held. */
class StandingTest {
    private final Standing standing = new Standing(3, 2);
    private long sequence;

    private void take(PlantEvent event) {
        standing.take(event, Down.of("e", ++sequence, event));
    }

    private void found(String id, long cleared) {
        take(new Finding(
                id,
                "limit",
                Made.id("a"),
                Priority.HIGH,
                1,
                0,
                1,
                cleared,
                "hot",
                null,
                1,
                0,
                true,
                "",
                "",
                List.of(),
                1,
                Made.ORIGIN,
                false));
    }

    private void alarm(String id, AlarmState state) {
        take(new Alarm(id, state, Priority.HIGH, "", 1));
    }

    private List<String> findings() {
        return standing.all().stream()
                .map(Down::event)
                .filter(Finding.class::isInstance)
                .map(e -> ((Finding) e).id())
                .sorted()
                .toList();
    }

    @Test
    void gapsDoNotDriveNamedIntervalsOut() {
        take(new Interval("measured", Made.id("a"), 0, 9, Map.of(), Made.ORIGIN));
        for (int i = 0; i < 2_000; i++) {
            take(new Gap(Made.POWER, EntityKind.GPU, List.of(), i, i + 1, 1, "behind"));
        }
        assertEquals(
                1,
                standing.all().stream()
                        .filter(d -> d.event() instanceof Interval)
                        .count());
    }

    @Test
    void whatEndedGoesBeforeWhatStands() {
        found("old", 0);
        alarm("old", AlarmState.UNACKNOWLEDGED);
        found("ended", 0);
        found("ended", 5);
        found("b", 0);
        found("c", 0);
        assertEquals(List.of("b", "c", "old"), findings());
        assertEquals(0, standing.leftOut());
    }

    @Test
    void whatSomebodyAcknowledgedGoesBeforeWhatNobodySaw() {
        for (String id : List.of("a", "b", "c")) {
            found(id, 0);
            alarm(id, AlarmState.UNACKNOWLEDGED);
        }
        alarm("b", AlarmState.ACKNOWLEDGED);
        found("d", 0);
        alarm("d", AlarmState.UNACKNOWLEDGED);
        assertEquals(List.of("a", "c", "d"), findings());
        assertEquals(1, standing.leftOut(), "it stands all the same");
    }

    @Test
    void whatIsLeftOutIsCountedUntilItIsToldAgain() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            found(id, 0);
            alarm(id, AlarmState.UNACKNOWLEDGED);
        }
        assertEquals(2, standing.leftOut());
        alarm("e", AlarmState.NORMAL);
        found("e", 5);
        found("a", 0);
        assertEquals(List.of("a", "c", "d"), findings());
        assertEquals(1, standing.leftOut());
    }

    @Test
    void whatEndedAndNobodyAcknowledgedIsCountedWhenItIsLeftOut() {
        found("a", 0);
        alarm("a", AlarmState.UNACKNOWLEDGED);
        found("a", 5);
        alarm("a", AlarmState.RETURNED);
        for (String id : List.of("b", "c", "d")) {
            found(id, 0);
            alarm(id, AlarmState.UNACKNOWLEDGED);
        }
        assertEquals(List.of("b", "c", "d"), findings());
        assertEquals(1, standing.leftOut());
    }

    @Test
    void sourcesThatAreLeftOutAreCountedUnlessTheyEnded() {
        source("a", "ended");
        source("b", "ok");
        source("c", "failed");
        assertEquals(0, standing.leftOut());
        source("d", "ok");
        assertEquals(1, standing.leftOut());
    }

    private void source(String name, String condition) {
        take(new SourceState(EntityId.of(EntityKind.SOURCE, name), "test", condition, "", 1, 0, 0, 0, List.of(), 0, 0));
    }
}
