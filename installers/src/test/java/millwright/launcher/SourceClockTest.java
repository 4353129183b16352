package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;

/** What doctor says of clocks. */
class SourceClockTest {
    private static SourceState state(long offset, long plusMinus) {
        EntityId id = EntityId.of(EntityKind.SOURCE, "a");
        return new SourceState(id, "otlp", "ok", "fine", 0, 1, 1, 0, List.of(), offset, plusMinus);
    }

    @Test
    void aClockThatNobodyMeasuredIsNull() {
        Map<String, Object> row = DoctorCommand.row(state(0, 0));
        assertTrue(row.containsKey("clockOffsetMs"));
        assertNull(row.get("clockOffsetMs"));
        assertNull(row.get("clockUncertaintyMs"));
        assertTrue(DoctorCommand.line("a", state(0, 0)).contains("clock not measured"));
    }

    @Test
    void aMeasuredClockIsToldWithItsUncertainty() {
        Map<String, Object> row = DoctorCommand.row(state(0, 3_000_000));
        assertEquals(0.0, row.get("clockOffsetMs"));
        assertEquals(3.0, row.get("clockUncertaintyMs"));
        assertTrue(DoctorCommand.line("a", state(12_500_000, 3_000_000)).contains("clock +12.5 ± 3.0 ms"));
        assertTrue(
                DoctorCommand.line("a", state(-3_600_000_000_000L, 500_000_000)).contains("clock -3600.0 ± 0.5 s"));
    }
}
