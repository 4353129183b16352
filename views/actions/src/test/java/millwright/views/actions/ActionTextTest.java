package millwright.views.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.feed.ActionStage;
import org.junit.jupiter.api.Test;

class ActionTextTest {
    @Test
    void nobodyConfirmedWhatWasWithdrawnOrRanOutOfTime() {
        assertEquals("PREVIEW AS PROPOSED", ActionText.previewed(ActionStage.WITHDRAWN));
        assertEquals("PREVIEW AS PROPOSED", ActionText.previewed(ActionStage.EXPIRED));
        assertEquals("PREVIEW AS CONFIRMED", ActionText.previewed(ActionStage.CONFIRMED));
        assertEquals("PREVIEW TO CONFIRM", ActionText.previewed(ActionStage.PROPOSED));
    }
}
