package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Receipt;
import millwright.hearing.Hearing;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A real slurmctld and slurmrestd, as {@code .ci/site/slurm.sh start DIR} leaves them. Runs only where
 * {@code -Dsite.slurm=DIR} names it.
 */
@EnabledIfSystemProperty(named = "site.slurm", matches = ".+")
class SlurmSiteTest {
    private final Daemon slurm = new Daemon("site.slurm", "slurm.sh");
    private final EntityId node = EntityId.of(EntityKind.NODE, said("NODE"));
    private Hearing heard;

    @BeforeEach
    void attach() throws InterruptedException {
        attach("url: http://" + said("REST"));
    }

    private void attach(String where) throws InterruptedException {
        heard = new Hearing(Daemon.source("""
            protocol: slurm
            %s
            user: root
            token-file: %s
            scontrol: %s
            slurm-conf: %s
            every: 500ms
            """.formatted(where, said("TOKEN"), said("SCONTROL"), said("CONF"))));
        awaitPlant("the node", p -> p.indexOf(node) >= 0);
    }

    @AfterEach
    void detach() {
        heard.close();
    }

    private String said(String key) {
        return slurm.said(key);
    }

    private Plant awaitPlant(String what, Predicate<Plant> wanted) throws InterruptedException {
        return heard.awaitPlant(what, wanted);
    }

    private static ActionHeader header(String key) {
        long now = Times.nanos(Instant.now());
        return new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "site test");
    }

    private void carriedOut(ControlAction action) throws InterruptedException {
        String key = action.header().key();
        heard.feed().send(new Command.Execute(action));
        Receipt receipt = heard.await(Receipt.class, key, r -> r.key().equals(key));
        assertEquals(Receipt.Answer.ACCEPTED, receipt.answer(), receipt.text());
        ActionProgress end = heard.await(
                ActionProgress.class, key, p -> p.key().equals(key) && p.stage().isFinal());
        assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
    }

    private void steer(String key, EntityId job, JobOrder order) throws InterruptedException {
        carriedOut(new ControlAction.SteerJobs(header(key), List.of(job), order));
    }

    private String word(EntityId id) {
        return heard.plant().nativeIds(id).getOrDefault("slurm.state", "");
    }

    /** @return the job's entity */
    private EntityId submit(String gpus) throws IOException, InterruptedException {
        Path folder = Path.of(said("SCONTROL")).getParent();
        ProcessBuilder builder = new ProcessBuilder(
                        folder.resolve("sbatch").toString(),
                        "--parsable",
                        "--requeue",
                        "--gres=gpu:h100:" + gpus,
                        "--account=lab",
                        "--output=/dev/null",
                        "--chdir=/tmp",
                        "--wrap=sleep 600")
                .redirectErrorStream(true);
        builder.environment().put("SLURM_CONF", said("CONF"));
        return EntityId.of(EntityKind.JOB, "slurm/" + Daemon.output(builder).strip());
    }

    @Test
    void theSameIsSeenThroughTheSocket() throws InterruptedException {
        heard.close();
        attach("socket: " + said("SOCKET"));
        assertEquals(4, heard.plant().count(EntityKind.NODE));
    }

    private boolean runsOnSomething(Plant p, EntityId job) {
        int index = p.indexOf(job);
        return index >= 0 && p.targets(RelationKind.RUNS_ON, index).length > 0;
    }

    @Test
    void nodesAndGpusAreSeenAndANodeDrainsAndResumes() throws InterruptedException {
        assertEquals(4, heard.plant().count(EntityKind.NODE));
        assertEquals(28, heard.plant().count(EntityKind.GPU));
        carriedOut(new ControlAction.Drain(header("drain-" + System.nanoTime()), List.of(node)));
        awaitPlant("drained", p -> word(node).startsWith("drain"));
        assertEquals("site test (op)", heard.plant().nativeIds(node).get("slurm.reason"));
        carriedOut(new ControlAction.Resume(header("resume-" + System.nanoTime()), List.of(node)));
        awaitPlant("resumed", p -> !word(node).startsWith("drain"));
    }

    @Test
    void jobsHaveTheirGpusStayWhileANodeDrainsAndObey() throws IOException, InterruptedException {
        Assumptions.assumeTrue(said("SLURMD").equals("yes"), "slurmd does not run on this machine");
        EntityId job = submit("2");
        awaitPlant("the running job", p -> runsOnSomething(p, job));
        assertEquals(
                2, heard.plant().targets(RelationKind.RUNS_ON, heard.plant().indexOf(job)).length);

        carriedOut(new ControlAction.Drain(header("drain-" + System.nanoTime()), List.of(node)));
        awaitPlant("draining", p -> word(node).equals("draining"));
        assertTrue(runsOnSomething(heard.plant(), job) && word(job).equals("RUNNING"), word(job));

        EntityId waits = submit("1");
        awaitPlant("the waiting job", p -> p.indexOf(waits) >= 0);
        steer("hold-" + System.nanoTime(), waits, JobOrder.HOLD);
        steer("release-" + System.nanoTime(), waits, JobOrder.RELEASE);
        steer("cancel-" + System.nanoTime(), waits, JobOrder.CANCEL);
        steer("requeue-" + System.nanoTime(), job, JobOrder.REQUEUE);
        awaitPlant("the job in the queue again", p -> !runsOnSomething(p, job));
        steer("end-" + System.nanoTime(), job, JobOrder.CANCEL);
        awaitPlant("the end of the job", p -> p.indexOf(job) < 0);

        carriedOut(new ControlAction.Resume(header("resume-" + System.nanoTime()), List.of(node)));
        awaitPlant("resumed", p -> !word(node).startsWith("drain"));
    }
}
