package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.Set;
import millwright.feed.SourceState;
import org.junit.jupiter.api.Test;

/** What an input says of what it could not read, however much of it comes between two reports. */
class InputStateTest {
    private final InputState state = new InputState("logs", "tls", () -> 0);

    /** The words of the problem that a report tells. */
    private String told() {
        return state.report().detail().replaceFirst(".* not readable: ", "");
    }

    @Test
    void whatWentWrongBetweenTwoReportsIsToldOneByOneAndTheLastStays() {
        state.works("listening");
        state.problem("first");
        state.problem("second");
        state.problem("first");
        state.problem("third");
        assertTrue(state.report().detail().endsWith("4 not readable: first"));
        assertEquals("second", told());
        SourceState third = state.report();
        assertTrue(third.detail().endsWith("not readable: third"), third.detail());
        assertEquals("third", third.delivery().example(), "as the detail says");
        assertEquals("third", told());
        state.problem("first");
        assertEquals("first", told());
    }

    @Test
    void aFloodOfOthersIsBoundedAndItsFirstAndItsLastAreTold() {
        state.works("listening");
        for (int i = 0; i < 10_000; i++) {
            state.problem("of sender " + i);
        }
        Set<String> all = new LinkedHashSet<>();
        for (int reports = 0; reports < 100; reports++) {
            all.add(told());
        }
        assertEquals(InputState.MOST_UNTOLD, all.size());
        assertEquals("of sender 0", all.iterator().next());
        assertEquals("of sender 9999", told());
    }
}
