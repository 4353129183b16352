package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    private long wall = 1_000;
    private final Pace pace = new Pace(100, () -> wall);

    @Test
    void drawsAtOnceThenNoMoreOftenThanAsked() {
        assertTrue(pace.due(5_000));
        assertFalse(pace.due(5_099));
        assertTrue(pace.due(5_100));
        assertTrue(pace.due(900), "time went back");
    }

    @Test
    void drawsOnWhilePlantTimeStandsStill() {
        assertTrue(pace.due(5_000));
        wall += 99;
        assertFalse(pace.due(5_000));
        wall += 1;
        assertTrue(pace.due(5_000), "values of the instant shown may have come in since");
        assertFalse(pace.due(5_000));
        pace.again();
        assertTrue(pace.due(5_000));
    }
}
