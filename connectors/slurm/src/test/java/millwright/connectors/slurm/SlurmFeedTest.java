package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmFeedTest {
    private static final EntityId JOB = new EntityId("job:slurm/7");

    @TempDir
    private Path folder;

    private static Set<String> on(Plant plant, EntityId job) {
        return related(plant, RelationKind.RUNS_ON, job);
    }

    private static Set<String> related(Plant plant, RelationKind kind, EntityId job) {
        return java.util.Arrays.stream(plant.targets(kind, plant.indexOf(job)))
                .mapToObj(i -> plant.entity(i).id().text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {38, 39, 40, 42, 45})
    void everyVersionGivesTheSamePlant(int version) throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(version)
                        .job(7, "RUNNING", "n[1-2]", "gpu:h100:4(IDX:0-3)", "gpu:h100:2(IDX:1,3)");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            Plant plant = heard.awaitPlant(p -> p.indexOf(JOB) >= 0);
            assertEquals(3, plant.count(EntityKind.NODE));
            assertEquals(12, plant.count(EntityKind.GPU));
            assertEquals(Set.of("node:n1", "gpu:n2/slurm.1", "gpu:n2/slurm.3"), on(plant, JOB));
            Entity.Job job = (Entity.Job) plant.find(JOB).orElseThrow();
            assertEquals(JobClass.TRAINING, job.jobClass());
            assertEquals(new EntityId("org:lab"), job.org());
            assertEquals(1_700_000_007_000_000_000L, job.started());
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(state.detail().startsWith("v0.0." + version + ":"), state.detail());
        }
    }

    @Test
    void aClockAnHourBehindIsMeasured() throws IOException, InterruptedException {
        InstantSource ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = new Listening(folder, slurm.port(), "", ours)) {
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("ok"));
            assertEquals(-3_600, state.clockOffset() / (double) Times.SECOND, 2);
            assertTrue(state.clockUncertainty() >= Times.SECOND / 2);
        }
    }

    @Test
    void aJobWithCoresAloneOrUnnumberedGpusSharesItsNode() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40)
                        .job(7, "RUNNING", "n[1-2]", "gpu:h100:2(IDX:0-1)", "gpu:h100:2")
                        .job(8, "RUNNING", "n3", "");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            EntityId cores = new EntityId("job:slurm/8");
            Plant plant = heard.awaitPlant(p -> p.indexOf(cores) >= 0);
            assertEquals(Set.of("gpu:n1/slurm.0", "gpu:n1/slurm.1"), on(plant, JOB));
            assertEquals(Set.of("node:n2"), related(plant, RelationKind.SHARES, JOB));
            assertEquals(Set.of(), on(plant, cores), "it has none of the node's GPUs");
            assertEquals(Set.of("node:n3"), related(plant, RelationKind.SHARES, cores));
            synchronized (slurm) {
                slurm.jobs.put(8, new FakeSlurm.Job("PENDING", "", List.of(), false, 1, 0));
            }
            heard.awaitPlant(p -> related(p, RelationKind.SHARES, cores).isEmpty());
        }
    }

    @Test
    void aNodesStateIsAValueAndWhatSlurmDoesNotKnowIsNone() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40)) {
            slurm.nodes.put("n2", new FakeSlurm.Node("MIXED", new TreeSet<>(Set.of("DRAIN")), "fan"));
            slurm.nodes.put("n3", new FakeSlurm.Node("UNKNOWN", new TreeSet<>(), ""));
            try (Listening heard = new Listening(folder, slurm.port(), "")) {
                Frame frame = heard.await(Frame.class, f -> f.metric().name().equals("node.state"));
                assertEquals(0, frame.values().asDouble(0));
                assertEquals(1, frame.values().asDouble(1));
                assertEquals(DataState.NO_DATA, frame.states().at(2));
                assertEquals(
                        "draining",
                        heard.plant().nativeIds(SlurmPlant.nodeId("n2")).get("slurm.state"));
            }
        }
    }

    @Test
    void jobsThatStartAndEndAreToldAndThoseThatRanBeforeAreNot() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40).job(6, "RUNNING", "n3", "gpu:4(IDX:0-3)");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            slurm.job(7, "RUNNING", "n1", "gpu:1(IDX:0)");
            Occurrence start = heard.await(Occurrence.class, o -> true);
            assertEquals("job.start", start.what());
            assertEquals(JOB, start.entity());
            assertEquals("train-7 started on 1 node", start.text());
            slurm.ends(7, "FAILED");
            Occurrence end = heard.await(Occurrence.class, o -> true);
            assertEquals("job.end", end.what());
            assertEquals("train-7 ended: failed", end.text());
            assertTrue(heard.awaitPlant(p -> p.indexOf(JOB) < 0).indexOf(new EntityId("job:slurm/6")) >= 0);
        }
    }

    @Test
    void aClockThatIsAnHourAheadStartsNoJobInTheFuture() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            long ahead = Instant.now().getEpochSecond() + 3600;
            synchronized (slurm) {
                slurm.jobs.put(7, new FakeSlurm.Job("RUNNING", "n1", List.of(), false, 0, ahead));
            }
            Occurrence start = heard.await(Occurrence.class, o -> true);
            assertEquals(start.receiveTime(), start.time());
            assertTrue(start.uncertainty() > 3590 * Times.SECOND, "it may be off by that hour");
        }
    }

    @Test
    void aNodeThatGoesDownIsTold() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.await(SourceState.class, s -> s.condition().equals("ok"));
            synchronized (slurm) {
                slurm.nodes.put(
                        "n1", new FakeSlurm.Node("DOWN", new TreeSet<>(Set.of("NOT_RESPONDING")), "Not responding"));
            }
            Occurrence down = heard.await(Occurrence.class, o -> true);
            assertEquals("n1 is down*, was idle: Not responding", down.text());
            assertEquals("DOWN+NOT_RESPONDING", down.details().get("slurm.state.raw"));
        }
    }

    @Test
    void aJobThatWasRequeuedEndsAndLaterStartsAgain() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(45).job(7, "RUNNING", "n1", "gpu:1(IDX:0)");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            heard.awaitPlant(p -> p.indexOf(JOB) >= 0 && !on(p, JOB).isEmpty());
            synchronized (slurm) {
                slurm.jobs.put(7, new FakeSlurm.Job("PENDING", "", List.of(), false, 1, 0));
            }
            assertEquals(
                    "train-7 ended: requeued",
                    heard.await(Occurrence.class, o -> true).text());
            heard.awaitPlant(p -> on(p, JOB).isEmpty());
            synchronized (slurm) {
                slurm.jobs.put(7, new FakeSlurm.Job("RUNNING", "n2", List.of(), false, 1, 1_700_009_000L));
            }
            Occurrence again = heard.await(Occurrence.class, o -> true);
            assertEquals("job.start", again.what());
            assertEquals(1_700_009_000_000_000_000L, again.time());
        }
    }

    @Test
    void whatIsMissingIsSaidPerNode() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40).job(7, "RUNNING", "n1", "gpu:h100:2");
                Listening heard = new Listening(folder, slurm.port(), "")) {
            SourceState state =
                    heard.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(state.missing().stream().anyMatch(m -> m.startsWith("no GPU numbers of 1 of 1 running jobs")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {38, 40, 45})
    void partitionsStandWithStateAndLimitsEmptyOnesToo(int version) throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(version)) {
            slurm.partitions.put("empty", "INACTIVE");
            slurm.partitions.put("train", "UP");
            try (Listening heard = new Listening(folder, slurm.port(), "")) {
                SourceState state =
                        heard.await(SourceState.class, s -> s.condition().equals("ok"));
                assertTrue(
                        state.detail()
                                .endsWith("; partitions: empty: INACTIVE, no nodes, at most 24 h; train: UP, 3 nodes,"
                                        + " at most 24 h"),
                        state.detail());
                synchronized (slurm) {
                    slurm.partitions.put("train", "DOWN");
                }
                Occurrence down = heard.await(Occurrence.class, o -> true);
                assertEquals("partition train is DOWN, was UP", down.text());
                heard.awaitPlant(p -> "train (DOWN)"
                        .equals(p.nativeIds(SlurmPlant.nodeId("n1")).get("slurm.partitions")));
            }
        }
    }

    @Test
    void aPartitionWhoseStateTheInterfaceDoesNotSayHasNone() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(39)) {
            slurm.partitions.put("train", "UP");
            try (Listening heard = new Listening(folder, slurm.port(), "")) {
                SourceState state =
                        heard.await(SourceState.class, s -> s.condition().equals("ok"));
                assertTrue(state.detail().endsWith("; partitions: train: 3 nodes, at most 24 h"), state.detail());
            }
        }
    }

    @Test
    void aQueueLongerThanAllowedIsCutAndSaysSo() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40)) {
            for (int id = 1; id <= 40; id++) {
                slurm.job(id, "PENDING", "");
            }
            try (Listening heard = new Listening(folder, slurm.port(), "waiting-jobs: 10")) {
                SourceState state =
                        heard.await(SourceState.class, s -> s.condition().equals("ok"));
                assertEquals("v0.0.40: 3 nodes, 0 jobs running, 40 waiting, 10 of them shown", state.detail());
                assertEquals(10, heard.plant().count(EntityKind.JOB));
            }
        }
    }
}
