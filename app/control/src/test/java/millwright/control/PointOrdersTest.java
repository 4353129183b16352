package millwright.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.WritablePoints;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points that a source lets others write: the isolation request of rack R1. */
class PointOrdersTest {
    private static final MetricId REQUEST = new MetricId("rack.isolation.liquid.request");
    private static final MetricId SHOWN = new MetricId("rack.isolation.liquid");
    private final Bench bench = new Bench();

    PointOrdersTest() {
        names(WritablePoints.offered(REQUEST, SHOWN));
    }

    private void names(Map<String, String> told) {
        Plant before = bench.plant;
        bench.plant = before.apply(
                new PlantChange(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(Bench.R1, told)));
        bench.latest.moved(before, bench.plant);
    }

    private ControlAction ask(EntityId target, double value) {
        return new ControlAction.SetPoint(bench.header("k"), List.of(target), REQUEST, value);
    }

    private static String refusal(Preview preview) {
        return preview.guards().stream()
                .filter(v -> !v.passed())
                .map(Preview.Verdict::text)
                .findFirst()
                .orElse("");
    }

    @Test
    void thePreviewOfAnIsolationSaysThatTheRackStops() {
        Preview preview = bench.preview(ask(Bench.R1, 1), Bench.OPERATOR);
        assertTrue(preview.allowed(), refusal(preview));
        assertEquals(1, preview.racks());
        assertEquals(16_000, preview.wattsBefore());
        assertEquals(8_000, preview.wattsAfter());
        assertEquals(List.of(EntityId.of(EntityKind.JOB, "train")), preview.jobsHit());
        assertTrue(preview.secondConfirmation(), "a rack that stops is confirmed by its name");
        assertTrue(preview.assumption().contains("isolated rack stops"), preview.assumption());
    }

    @Test
    void takingTheRequestBackStopsNothing() {
        Preview preview = bench.preview(ask(Bench.R1, 0), Bench.OPERATOR);
        assertTrue(preview.allowed(), refusal(preview));
        assertEquals(preview.wattsBefore(), preview.wattsAfter());
        assertFalse(preview.secondConfirmation());
    }

    @Test
    void onlyWhatItsSourceOffersMayBeAsked() {
        assertTrue(refusal(bench.preview(ask(Bench.R2, 1), Bench.OPERATOR)).contains("R2 has no"));
        names(WritablePoints.withdrawn(REQUEST));
        assertTrue(refusal(bench.preview(ask(Bench.R1, 1), Bench.OPERATOR)).contains("R1 has no"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2, -1, Double.NaN})
    void whatThePointCannotBeIsRefused(double value) {
        assertTrue(refusal(bench.preview(ask(Bench.R1, value), Bench.OPERATOR)).contains("is outside"));
    }

    @Test
    void itIsApprovedByNameAndItsSourceSaysWhatCameOfIt() {
        bench.put(SHOWN.name(), EntityKind.RACK, new double[] {0, 0});
        ControlAction action = ask(Bench.R1, 1);
        bench.propose(action, Bench.OPERATOR);
        bench.approve("k", Bench.OPERATOR, "R1");
        assertEquals(Receipt.Answer.REFUSED, bench.receipt().answer());
        bench.approve("k", Bench.APPROVER, "R2");
        assertEquals(Receipt.Answer.REFUSED, bench.receipt().answer());
        bench.approve("k", Bench.APPROVER, "R1");
        assertEquals(List.of(new Command.Execute(action)), bench.sent);
        assertEquals(0, bench.progress().values().getFirst().before());
        bench.accepted("k");
        bench.put(SHOWN.name(), EntityKind.RACK, new double[] {1, 0});
        bench.pass(3);
        assertEquals(ActionStage.OBSERVING, bench.stage(), "its source has not said so yet");
        tell(action, ActionStage.CONFIRMED, "1 of 1 as asked");
        assertEquals(ActionStage.CONFIRMED, bench.stage());
        assertEquals(1, bench.progress().values().getFirst().observed());
    }

    @Test
    void nobodyKnowsWhatASourceDoesThatIsStillAtIt() {
        ControlAction action = ask(Bench.R1, 1);
        bench.propose(action, Bench.OPERATOR);
        bench.approve("k", Bench.APPROVER, "R1");
        bench.accepted("k");
        tell(action, ActionStage.EXECUTING, "taken for 1 devices");
        bench.pass(61);
        assertEquals(ActionStage.UNKNOWN, bench.stage(), "it may still be written");
        tell(action, ActionStage.FAILED, "nothing was written");
        assertEquals(ActionStage.FAILED, bench.stage());
    }

    private void tell(ControlAction action, ActionStage stage, String text) {
        Origin building = new Origin(EntityId.of(EntityKind.SOURCE, "building"), false);
        bench.room.observe(
                new ActionProgress(
                        action,
                        stage,
                        List.of(new ActionProgress.Mark(stage, bench.now, "building", text)),
                        List.of(new ActionProgress.Target(Bench.R1, 0, 1, 1, 1, bench.now)),
                        null,
                        building),
                bench.told::add,
                bench.sent::add);
    }
}
