package millwright.views.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.feed.ActionStage;
import org.junit.jupiter.api.Test;

class TrailPanelTest {
    @Test
    void nobodyConfirmedWhatWasWithdrawnOrRanOutOfTime() {
        assertEquals("PREVIEW AS PROPOSED", TrailPanel.previewed(ActionStage.WITHDRAWN));
        assertEquals("PREVIEW AS PROPOSED", TrailPanel.previewed(ActionStage.EXPIRED));
        assertEquals("PREVIEW AS CONFIRMED", TrailPanel.previewed(ActionStage.CONFIRMED));
        assertEquals("PREVIEW TO CONFIRM", TrailPanel.previewed(ActionStage.PROPOSED));
    }
}
