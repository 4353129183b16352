package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import org.junit.jupiter.api.Test;

/** What a desk that attaches anew is told when more stands than is held. */
class StandingTest {
    private final Standing standing = new Standing(3);
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
        assertEquals(0, standing.leftOut());
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
}
