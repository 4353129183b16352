package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import millwright.desk.draw.PreviewWords;
import millwright.desk.draw.TargetWords;
import millwright.feed.ActionHeader;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;

class ActionWordsTest {
    private static final EntityId RACK = EntityId.of(EntityKind.RACK, "R1-02");
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "G0");
    private final Plant plant = Plant.builder()
            .put(new Entity.Rack(RACK, "R1-02", 48, 1))
            .put(new Entity.Gpu(GPU, "G0", 0, "GB200"))
            .build(1);

    private static ControlAction.SetPowerCap cap(double watts) {
        ActionHeader header = new ActionHeader("k", "ada", ActionHeader.ProposerKind.PERSON, 0, Long.MAX_VALUE, 0, "");
        return new ControlAction.SetPowerCap(header, List.of(RACK), watts);
    }

    @Test
    void theValuesOfOneCapAreInOneUnit() {
        assertEquals("850 W", TargetWords.value(cap(850), 850));
        assertEquals("1,000 W", TargetWords.value(cap(850), 1000));
        assertEquals("Cap at 1,000 W per GPU", ActionWords.title(cap(1000)));
    }

    @Test
    void aDrainIsToldInWords() {
        ControlAction drain = new ControlAction.Drain(cap(1).header(), List.of(RACK));
        assertEquals("drained", TargetWords.value(drain, 1));
        assertEquals("in service", TargetWords.value(drain, 0));
        assertEquals("–", TargetWords.value(drain, Double.NaN));
    }

    @Test
    void whatFitsIsToldToTheWattAndNeverRoundedUp() {
        assertEquals(
                "R1-02: 70.2 kW of 80 kW (nameplate); 886 W per GPU would fit",
                PreviewWords.binding(plant, new Preview.Binding(RACK, 70_200, 80_000, "nameplate", 886.9)));
        assertEquals(
                "R1-02: 77.4 kW of 40 kW (nameplate), short by 37.4 kW; no cap that the boards take would fit",
                PreviewWords.binding(plant, new Preview.Binding(RACK, 77_400, 40_000, "nameplate", 0)));
    }

    @Test
    void theBoardsOwnRangeIsInWatts() {
        assertEquals(
                "G0: 850 W of 1,000 W (board range); 1,000 W per GPU would fit",
                PreviewWords.binding(plant, new Preview.Binding(GPU, 850, 1000, "board range", 1000)));
    }
}
