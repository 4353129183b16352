package millwright.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobOrdersTest {
    private static final EntityId JOB = EntityId.of(EntityKind.JOB, "train");
    private final Bench bench = new Bench();

    private ControlAction order(JobOrder order, EntityId target) {
        return new ControlAction.SteerJobs(bench.header("k"), List.of(target), order);
    }

    private void readBack(ControlAction action, ActionStage stage, String text) {
        Origin slurm = new Origin(EntityId.of(EntityKind.SOURCE, "slurm"), false);
        List<ActionProgress.Target> values = List.of(new ActionProgress.Target(JOB, 0, 1, 1, 1, bench.now));
        List<ActionProgress.Mark> trail = List.of(new ActionProgress.Mark(stage, bench.now, "slurm", text));
        bench.room.observe(
                new ActionProgress(action, stage, trail, values, null, slurm), bench.told::add, bench.sent::add);
    }

    private ControlAction observing(JobOrder order) {
        ControlAction action = order(order, JOB);
        bench.propose(action, Bench.OPERATOR);
        bench.approve("k", Bench.OPERATOR, "");
        bench.accepted("k");
        assertEquals(ActionStage.OBSERVING, bench.stage());
        return action;
    }

    @ParameterizedTest
    @EnumSource(JobOrder.class)
    void whatTheSourceReadBackDecides(JobOrder order) {
        ControlAction action = observing(order);
        bench.pass(3);
        assertEquals(ActionStage.OBSERVING, bench.stage(), "no telemetry speaks of it");
        readBack(action, ActionStage.CONFIRMED, "1 of 1 read back as asked");
        assertEquals(ActionStage.CONFIRMED, bench.stage());
        assertEquals(
                "slurm: 1 of 1 read back as asked",
                bench.progress().trail().getLast().text());
        assertEquals(1, bench.progress().values().getFirst().observed());
    }

    @Test
    void whatTheSourceCouldNotConfirmHasFailed() {
        readBack(observing(JobOrder.CANCEL), ActionStage.FAILED, "0 of 1 read back as asked");
        assertEquals(ActionStage.FAILED, bench.stage());
    }

    @Test
    void aSourceThatSaysNothingMoreHasFailed() {
        observing(JobOrder.HOLD);
        bench.pass(61);
        assertEquals(ActionStage.FAILED, bench.stage());
        assertTrue(bench.progress().trail().getLast().text().contains("did not say"));
    }

    @Test
    void thePreviewNamesTheJobAndWhatBecomesOfIt() {
        var preview = bench.preview(order(JobOrder.CANCEL, JOB), Bench.OPERATOR);
        assertEquals(List.of(JOB), preview.jobsHit());
        assertTrue(preview.guards().stream().anyMatch(v -> v.text().equals("train: ends for good")));
    }

    @Test
    void onlyJobsTakeOrdersOfJobs() {
        bench.propose(order(JobOrder.CANCEL, Bench.R1), Bench.OPERATOR);
        assertEquals(ActionStage.REFUSED, bench.stage());
    }

    @Test
    void aDrainIsConfirmedByTelemetryThoughTheSourceSaysItsWord() {
        ControlAction drain = new ControlAction.Drain(bench.header("k"), List.of(Bench.R1));
        bench.propose(drain, Bench.OPERATOR);
        bench.approve("k", Bench.OPERATOR, "");
        bench.accepted("k");
        readBack(drain, ActionStage.CONFIRMED, "2 of 2 read back as asked");
        assertEquals(ActionStage.OBSERVING, bench.stage());
        assertEquals(
                "2 of 2 read back as asked", bench.progress().trail().getLast().text());
    }
}
