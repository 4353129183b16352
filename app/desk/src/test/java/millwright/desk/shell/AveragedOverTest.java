package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.AveragedOver;
import millwright.feed.PlantChanged;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What sources say that they average a value over stands below its name in the inspector. */
class AveragedOverTest extends OpenShell {
    private static final EntityId CDU = new EntityId("cdu:CDU-01");
    private static final MetricId FLOW = new MetricId("cooling.flow");

    private String averaged(String title) {
        return Fx.run(() -> shell.inspected().page().rows().stream()
                .filter(row -> title.equals(row.name()))
                .map(InspectorPage.Row::averaged)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void eachSourceThatSaysSoIsNamedAndOfTheOthersNothingIsSaid() {
        Map<String, String> said = new HashMap<>(AveragedOver.said(FLOW, "meters", 15 * Times.MINUTE));
        said.putAll(AveragedOver.said(FLOW, "bmcs", 0));
        PlantChange change = new PlantChange(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(CDU, said));
        feed.tell(new PlantChanged(2, TestPlant.NOW, change, false));
        Fx.beat(shell, clock, 2);
        Fx.run(() -> shell.context().selection.select(CDU));
        clock.addAndGet(2 * Times.SECOND);
        Fx.beat(shell, clock, 2);
        assertEquals("instants (bmcs), means of 15 min (meters)", averaged("Coolant flow"));
        assertEquals("", averaged("Supply temperature"));
    }
}
