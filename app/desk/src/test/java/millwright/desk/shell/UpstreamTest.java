package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.Situation;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.JobClass;
import org.junit.jupiter.api.Test;

/** What is said of a part because of what stands above it. */
class UpstreamTest extends OpenShell {
    private Upstream.Standing of(EntityId id) {
        Situation situation = shell.context().model.situation();
        return Upstream.of(situation, situation.plant().indexOf(id));
    }

    private static List<String> what(List<Finding> findings) {
        return findings.stream().map(Finding::what).sorted().toList();
    }

    @Test
    void aConditionOfTheWholeSiteIsNoTroubleUpstreamOfEveryGpu() {
        Fx.beat(shell, clock, 2);
        List<PlantEvent> events = new ArrayList<>();
        TestPlant.find(
                events,
                "whole",
                TestPlant.SITE,
                Priority.MEDIUM,
                60,
                "Thermal headroom, min low",
                "site.thermal.headroom",
                AlarmState.UNACKNOWLEDGED);
        events.forEach(feed::tell);
        Fx.beat(shell, clock, 3);
        EntityId gpu = new EntityId("gpu:R2-01/T01/G0");
        assertEquals(List.of(), Fx.run(() -> what(of(gpu).upstream())));
        assertEquals(
                List.of("CDU-01 pump P1 tripped", "Coolant flow low"),
                Fx.run(() -> what(of(new EntityId("row:R1")).upstream())),
                "what cools a row is upstream of it");
        assertEquals(
                true,
                Fx.run(() -> what(of(TestPlant.SITE).here())).contains("Thermal headroom, min low"),
                "of the site itself it is told");
    }

    @Test
    void aJobWithoutANumberOfItsSchedulerHasNoCommaAfterItsPurpose() {
        assertEquals("inference", InspectorReader.detail(job("")));
        assertEquals("inference, 48213", InspectorReader.detail(job("48213")));
    }

    private static Entity job(String number) {
        return new Entity.Job(new EntityId("job:a"), "a", JobClass.INFERENCE, number, null, 0);
    }
}
