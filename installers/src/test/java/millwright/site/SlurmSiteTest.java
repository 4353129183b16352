package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.JobOrder;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
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
    private final Path site = Path.of(System.getProperty("site.slurm", ""));
    private final Properties said = new Properties();
    private final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();
    private volatile Plant plant = Plant.empty();
    private Feed feed;
    private EntityId node;

    @BeforeEach
    void attach() throws IOException, InterruptedException {
        try (var in = Files.newBufferedReader(site.resolve("site"))) {
            said.load(in);
        }
        attach("url: http://" + said("REST"));
    }

    private void attach(String where) throws InterruptedException {
        ConfigNode block =
                ConfigNode.parse("site.yaml", """
                    protocol: slurm
                    %s
                    user: root
                    token-file: %s
                    scontrol: %s
                    slurm-conf: %s
                    every: 500ms
                    """.formatted(where, said("TOKEN"), said("SCONTROL"), said("CONF")));
        SourceProvider slurm = ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.protocol().equals("slurm"))
                .findFirst()
                .orElseThrow();
        feed = slurm.create(block, InstantSource.system());
        feed.open(this::take);
        node = EntityId.of(EntityKind.NODE, said("NODE"));
        awaitPlant("the node", p -> p.indexOf(node) >= 0);
    }

    @AfterEach
    void detach() {
        feed.close();
    }

    private String said(String key) {
        return said.getProperty(key, "");
    }

    private void take(PlantEvent event) {
        if (event instanceof PlantChanged changed) {
            plant = (changed.whole() ? Plant.empty() : plant).apply(changed.change());
        }
        events.add(event);
    }

    private <T extends PlantEvent> T await(Class<T> type, String what, Predicate<T> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            PlantEvent event = events.poll(200, TimeUnit.MILLISECONDS);
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                return type.cast(event);
            }
        }
        return fail(what + " did not come");
    }

    private void awaitPlant(String what, Predicate<Plant> wanted) throws InterruptedException {
        if (!wanted.test(plant)) {
            await(PlantChanged.class, what, c -> wanted.test(plant));
        }
    }

    private static ActionHeader header(String key) {
        long now = Times.nanos(Instant.now());
        return new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "site test");
    }

    private void carriedOut(ControlAction action) throws InterruptedException {
        String key = action.header().key();
        feed.send(new Command.Execute(action));
        Receipt receipt = await(Receipt.class, key, r -> r.key().equals(key));
        assertEquals(Receipt.Answer.ACCEPTED, receipt.answer(), receipt.text());
        ActionProgress end = await(
                ActionProgress.class, key, p -> p.key().equals(key) && p.stage().isFinal());
        assertEquals(ActionStage.CONFIRMED, end.stage(), end.trail().toString());
    }

    private void steer(String key, EntityId job, JobOrder order) throws InterruptedException {
        carriedOut(new ControlAction.SteerJobs(header(key), List.of(job), order));
    }

    private String word(EntityId id) {
        return plant.nativeIds(id).getOrDefault("slurm.state", "");
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
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), out);
        return EntityId.of(EntityKind.JOB, "slurm/" + out);
    }

    @Test
    void theSameIsSeenThroughTheSocket() throws InterruptedException {
        feed.close();
        plant = Plant.empty();
        attach("socket: " + said("SOCKET"));
        assertEquals(4, plant.count(EntityKind.NODE));
    }

    private boolean runsOnSomething(Plant p, EntityId job) {
        int index = p.indexOf(job);
        return index >= 0 && p.targets(RelationKind.RUNS_ON, index).length > 0;
    }

    @Test
    void nodesAndGpusAreSeenAndANodeDrainsAndResumes() throws InterruptedException {
        assertEquals(4, plant.count(EntityKind.NODE));
        assertEquals(28, plant.count(EntityKind.GPU));
        carriedOut(new ControlAction.Drain(header("drain-" + System.nanoTime()), List.of(node)));
        awaitPlant("drained", p -> word(node).startsWith("drain"));
        assertEquals("site test (op)", plant.nativeIds(node).get("slurm.reason"));
        carriedOut(new ControlAction.Resume(header("resume-" + System.nanoTime()), List.of(node)));
        awaitPlant("resumed", p -> !word(node).startsWith("drain"));
    }

    @Test
    void jobsHaveTheirGpusStayWhileANodeDrainsAndObey() throws IOException, InterruptedException {
        Assumptions.assumeTrue(said("SLURMD").equals("yes"), "slurmd does not run on this machine");
        EntityId job = submit("2");
        awaitPlant("the running job", p -> runsOnSomething(p, job));
        assertEquals(2, plant.targets(RelationKind.RUNS_ON, plant.indexOf(job)).length);

        carriedOut(new ControlAction.Drain(header("drain-" + System.nanoTime()), List.of(node)));
        awaitPlant("draining", p -> word(node).equals("draining"));
        assertTrue(runsOnSomething(plant, job) && word(job).equals("RUNNING"), word(job));

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
