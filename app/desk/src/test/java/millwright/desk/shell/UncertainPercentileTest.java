package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Percentiles out of buckets say in the inspector by how much they may be off, or that they are at least that. */
class UncertainPercentileTest extends OpenShell {
    private static final EntityId CHAT = new EntityId("endpoint:chat");

    @BeforeEach
    void open() {
        PlantChange change = PlantChange.adding(List.of(new Entity.Endpoint(CHAT, "chat", "llm-8B", "FP8")), List.of());
        feed.tell(new PlantChanged(2, TestPlant.NOW, change, false));
        Fx.beat(shell, clock, 2);
        Fx.run(() -> shell.context().selection.select(CHAT));
    }

    private void tell(String metric, double value) {
        DataState state = Double.isNaN(value) ? DataState.NO_DATA : DataState.OK;
        feed.tell(new Frame(
                new MetricId(metric),
                EntityKind.ENDPOINT,
                2,
                null,
                TestPlant.NOW,
                TestPlant.NOW,
                Times.MINUTE,
                new Column.F32(new float[] {(float) value}),
                States.all(state, 1),
                TestPlant.ORIGIN));
    }

    private InspectorPage.Row row(String title) {
        clock.addAndGet(2 * Times.SECOND);
        Fx.beat(shell, clock, 2);
        return Fx.run(() -> shell.inspected().page().rows().stream()
                .filter(row -> title.equals(row.name()))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void whatIsBeyondTheLastBucketIsAtLeastThatAndTheRestSaysHowSureItIs() {
        Fx.beat(shell, clock, 2);
        tell("endpoint.ttft.p99", 2.5);
        tell("endpoint.ttft.p99.error", Double.NaN);
        tell("endpoint.tpot.p99", 24.9);
        tell("endpoint.tpot.p99.error", 4.9);
        tell("endpoint.tpot.mean", 20);
        InspectorPage.Row first = row("Time to first token, p99");
        assertEquals("at least, beyond the last bucket", first.context());
        assertTrue(InspectorTips.row(first, null, Double.NaN, shell.context().clockFace())
                .contains("at least"));
        assertEquals("± 4.90 ms", row("Time per output token, p99").context());
        assertEquals("", row("Time per output token, mean").context());
    }
}
