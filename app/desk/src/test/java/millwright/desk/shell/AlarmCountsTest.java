package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.desk.Situation;
import millwright.feed.LinkState;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** That nobody looked for alarms is not told as none. */
class AlarmCountsTest {
    private static final long NOW = 1_000 * Times.SECOND;
    private static final EntityId GATEWAY = new EntityId("source:gateway");

    private static Situation at(long now, long judged) {
        SourceState judge = new SourceState(GATEWAY, "gateway", "ok", "", NOW, 0, 0, 0, List.of(), 0, 0);
        return new Situation(
                1,
                1,
                Plant.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(GATEWAY, judge),
                new TimeState(TimeState.Mode.REPLAY, now, 0, NOW, 1, judged),
                new LinkState(LinkState.Condition.ATTACHED, 0, ""),
                null,
                null,
                false,
                0);
    }

    @Test
    void whatNobodyJudgedIsUnknownUntilSomebodyDoes() {
        AlarmCounts counts = new AlarmCounts();
        assertTrue(counts.count(at(NOW - Times.MINUTE, NOW)));
        assertTrue(counts.unknown(0));
        assertFalse(counts.count(at(NOW - Times.SECOND, NOW)));
        assertTrue(counts.count(at(NOW, NOW)), "although no alarm changed");
        assertFalse(counts.unknown(0));
    }
}
