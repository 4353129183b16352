package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final AtomicLong clock = new AtomicLong(17);
    private final List<String> drawn = new ArrayList<>();
    private final Turns<Integer> turns =
            new Turns<>(clock::get, List.of(n -> drawn.add("legend " + n), n -> drawn.add("rack " + n)));

    private List<String> drawn() {
        List<String> now = List.copyOf(drawn);
        drawn.clear();
        return now;
    }

    @Test
    void aPartIsDrawnAFrameAndAllAreOfOneInstant() {
        turns.show(1);
        assertEquals(List.of("legend 1"), drawn());
        turns.show(2);
        assertEquals(List.of("rack 1"), drawn());
        turns.show(3);
        assertEquals(List.of(), drawn());
        clock.addAndGet(Turns.READABLE);
        turns.show(4);
        turns.show(5);
        assertEquals(List.of("legend 4", "rack 4"), drawn());
    }

    @Test
    void theLastInstantIsDrawnEvenWhenNothingNewComes() {
        turns.now(1);
        assertEquals(List.of("legend 1", "rack 1"), drawn());
        turns.show(2);
        turns.pulse();
        assertEquals(List.of(), drawn());
        clock.addAndGet(Turns.READABLE);
        turns.pulse();
        turns.pulse();
        turns.pulse();
        assertEquals(List.of("legend 2", "rack 2"), drawn());
    }

    @Test
    void whatSomebodyTouchedIsDrawnAtOnceAndNothingOlderAfterIt() {
        turns.show(1);
        turns.now(2);
        turns.pulse();
        assertEquals(List.of("legend 1", "legend 2", "rack 2"), drawn());
    }
}
