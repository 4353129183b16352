package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.Situation;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;

class SilentTest {
    private static Situation with(String... conditions) {
        Map<EntityId, SourceState> sources = new LinkedHashMap<>();
        for (String condition : conditions) {
            EntityId id = new EntityId("source:dcgm" + sources.size());
            sources.put(
                    id,
                    new SourceState(
                            id, "prometheus", condition, "connection refused", 0, Double.NaN, 0, 0, List.of(), 0, 0));
        }
        Situation empty = FixtureContext.of(Mood.EMPTY, Theme.DARK).situation();
        return Altered.of(empty).sources(sources).situation();
    }

    @Test
    void whoIsSilentIsNamedWithTheReason() {
        assertEquals(
                " dcgm1 is silent: connection refused. The screen Sources tells more.",
                Silent.words(with("ok", "failed")));
        assertTrue(Silent.words(with("failed", "failed", "late")).contains(" 2 more are silent."));
        assertEquals("", Silent.words(with("ok")));
        assertTrue(Silent.words(with()).startsWith(" No source has reported yet"));
    }
}
