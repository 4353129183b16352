package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {
    private static final EntityId JOB = new EntityId("job:slurm/7");

    @TempDir
    private Path folder;

    private Listening listen(FakeSlurm slurm, String more) throws IOException, InterruptedException {
        Listening heard = new Listening(folder, slurm.port(), more);
        heard.await(SourceState.class, s -> s.condition().equals("ok"));
        return heard;
    }

    private static void steer(Listening heard, String key, JobOrder order) {
        heard.order(new ControlAction.SteerJobs(Listening.header(key), List.of(JOB), order));
    }

    @ParameterizedTest
    @ValueSource(ints = {39, 42})
    void aDrainedNodeIsReadBackAndItsJobsStay(int version) throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(version).job(7, "RUNNING", "n1", "gpu:4(IDX:0-3)");
                Listening heard = listen(slurm, "")) {
            heard.drain("k1", "node:n1");
            Receipt receipt = heard.receipt("k1");
            assertEquals(Answer.ACCEPTED, receipt.answer());
            assertTrue(receipt.text().endsWith("jobs that stay until they end: 7 train-7"), receipt.text());
            ActionProgress outcome = heard.outcome("k1");
            assertEquals(ActionStage.CONFIRMED, outcome.stage());
            assertEquals(0, outcome.values().getFirst().before());
            assertEquals(1, outcome.values().getFirst().observed());
            assertEquals("xid 79 on gpu 3 (op)", slurm.node("n1").reason());
            assertEquals("RUNNING", slurm.job(7).state());
            assertTrue(slurm.asked.stream().allMatch(a -> a.startsWith("POST") && a.contains("/node/n1 ")));
            assertTrue(heard.plant().indexOf(JOB) >= 0);

            heard.order(new ControlAction.Resume(Listening.header("k2"), List.of(new EntityId("node:n1"))));
            assertEquals(ActionStage.CONFIRMED, heard.outcome("k2").stage());
            assertEquals(new TreeSet<>(), slurm.node("n1").flags());
        }
    }

    @Test
    void aRackDrainsNodeByNode() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = listen(slurm, "placement: { racks: [ { rack: R1, hosts: [ \"n?\" ] } ] }")) {
            heard.drain("k1", "rack:R1");
            assertEquals(3, heard.outcome("k1").values().size());
            assertEquals(3, slurm.asked.size());
        }
    }

    @Test
    void anAcceptedOrderThatIsNotCarriedOutIsAFailure() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = listen(slurm, "")) {
            slurm.deaf = true;
            heard.drain("k1", "node:n1");
            assertEquals(Answer.ACCEPTED, heard.receipt("k1").answer());
            ActionProgress outcome = heard.outcome("k1");
            assertEquals(ActionStage.FAILED, outcome.stage());
            assertEquals("0 of 1 read back as asked", outcome.trail().getLast().text());
        }
    }

    @ParameterizedTest
    @EnumSource(JobOrder.class)
    void aJobObeysAndIsReadBack(JobOrder order) throws IOException, InterruptedException {
        boolean runs = order == JobOrder.REQUEUE || order == JobOrder.CANCEL;
        try (FakeSlurm slurm = new FakeSlurm(45).job(7, runs ? "RUNNING" : "PENDING", runs ? "n1" : "")) {
            if (order == JobOrder.RELEASE) {
                slurm.jobs.put(7, new FakeSlurm.Job("PENDING", "", List.of(), true, 0, 0));
            }
            try (Listening heard = listen(slurm, "")) {
                steer(heard, "k1", order);
                assertEquals(Answer.ACCEPTED, heard.receipt("k1").answer());
                assertEquals(ActionStage.CONFIRMED, heard.outcome("k1").stage());
                assertEquals(order == JobOrder.HOLD, slurm.job(7).held());
                assertEquals(order == JobOrder.CANCEL, slurm.job(7).state().equals("CANCELLED"));
                assertEquals(order == JobOrder.REQUEUE ? 1 : 0, slurm.job(7).restarts());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JobOrder.class)
    void whyAJobIsToldSomethingStandsBesideItAndIsReadBack(JobOrder order) throws IOException, InterruptedException {
        boolean runs = order == JobOrder.REQUEUE || order == JobOrder.CANCEL;
        try (FakeSlurm slurm = new FakeSlurm(45).job(7, runs ? "RUNNING" : "PENDING", runs ? "n1" : "")) {
            if (order == JobOrder.RELEASE) {
                slurm.jobs.put(7, new FakeSlurm.Job("PENDING", "", List.of(), true, 0, 0));
            }
            try (Listening heard = listen(slurm, "")) {
                steer(heard, "k1", order);
                assertFalse(heard.receipt("k1").text().contains("reason"));
                assertEquals(
                        "1 of 1 read back as asked",
                        heard.outcome("k1").trail().getLast().text());
                assertEquals("xid 79 on gpu 3 (op)", slurm.comments.get(7));
            }
        }
    }

    @Test
    void aReasonThatIsAnotherOnesIsSaid() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(42).job(7, "RUNNING", "n1");
                Listening heard = listen(slurm, "")) {
            slurm.stuck = "fan";
            heard.drain("k1", "node:n1");
            ActionProgress drained = heard.outcome("k1");
            assertEquals(ActionStage.CONFIRMED, drained.stage());
            assertEquals(
                    "1 of 1 read back as asked; Slurm shows another reason of 1, first: n1 'fan'",
                    drained.trail().getLast().text());
            steer(heard, "k2", JobOrder.CANCEL);
            String text = heard.outcome("k2").trail().getLast().text();
            assertTrue(text.endsWith("another reason of 1, first: 7 'fan'"), text);
        }
    }

    @Test
    void whatCanCarryNoReasonSaysSo() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(42);
                Listening heard = listen(slurm, "")) {
            heard.order(new ControlAction.Resume(Listening.header("k1"), List.of(new EntityId("node:n1"))));
            String text = heard.receipt("k1").text();
            assertTrue(
                    text.endsWith("Slurm keeps no reason of a node that is resumed: it stands in our audit alone"),
                    text);
        }
        try (FakeSlurm slurm = new FakeSlurm(38).job(7, "RUNNING", "n1");
                Listening heard = listen(slurm, "")) {
            steer(heard, "k2", JobOrder.CANCEL);
            String text = heard.receipt("k2").text();
            assertTrue(text.contains("slurmrestd v0.0.38 has no place for the reason"), text);
            assertEquals(ActionStage.CONFIRMED, heard.outcome("k2").stage());
            assertEquals(List.of("DELETE /slurm/v0.0.38/job/7 "), slurm.asked);
        }
    }

    @Test
    void whyAJobIsHeldIsWrittenDown() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(42).job(7, "PENDING", "");
                Listening heard = listen(slurm, "")) {
            steer(heard, "k1", JobOrder.HOLD);
            heard.outcome("k1");
            assertEquals(
                    List.of("POST /slurm/v0.0.42/job/7 {\"hold\":true,\"admin_comment\":\"xid 79 on gpu 3 (op)\"}"),
                    slurm.asked);
        }
    }

    @Test
    void whatTheInterfaceLacksIsRefusedWithTheRemedy() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(38).job(7, "RUNNING", "n1");
                Listening heard = listen(slurm, "")) {
            heard.drain("k1", "node:n1");
            Receipt drain = heard.receipt("k1");
            assertEquals(Answer.REFUSED, drain.answer());
            assertTrue(drain.text().contains("from v0.0.39 on it does; give 'scontrol:"), drain.text());
            steer(heard, "k2", JobOrder.REQUEUE);
            assertTrue(heard.receipt("k2").text().contains("requeues no jobs; give 'scontrol:"));
            assertEquals(List.of(), slurm.asked);
        }
    }

    @Test
    void whatTheInterfaceLacksTheToolDoesAndItIsReadBackAllTheSame() throws IOException, InterruptedException {
        Path tool = folder.resolve("scontrol");
        Path said = folder.resolve("said");
        Files.writeString(
                tool, "#!/bin/sh\nfor w; do echo \"$w\"; done >" + said + "\necho $SLURM_CONF >>" + said + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        try (FakeSlurm slurm = new FakeSlurm(38);
                Listening heard = listen(slurm, "scontrol: " + tool + "\nslurm-conf: /etc/other.conf")) {
            heard.drain("k1", "node:n1");
            assertEquals(Answer.ACCEPTED, heard.receipt("k1").answer());
            // a tool that says nothing and does nothing is no proof
            assertEquals(ActionStage.FAILED, heard.outcome("k1").stage());
            assertEquals(
                    List.of("update", "NodeName=n1", "State=DRAIN", "Reason=xid 79 on gpu 3 (op)", "/etc/other.conf"),
                    Files.readAllLines(said));
        }
    }

    @Test
    void aToolThatFailsIsQuoted() throws IOException, InterruptedException {
        Path tool =
                Files.writeString(folder.resolve("scontrol"), "#!/bin/sh\necho slurm_update error: no >&2; exit 1\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        try (FakeSlurm slurm = new FakeSlurm(38);
                Listening heard = listen(slurm, "scontrol: " + tool)) {
            heard.drain("k1", "node:n1");
            assertEquals(
                    "n1: scontrol says: slurm_update error: no",
                    heard.receipt("k1").text());
        }
    }

    @Test
    void theSameKeyIsCarriedOutOnce() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = listen(slurm, "")) {
            heard.drain("k1", "node:n1");
            heard.outcome("k1");
            heard.drain("k1", "node:n1");
            assertEquals(Answer.DUPLICATE, heard.receipt("k1").answer());
            assertEquals(1, slurm.asked.size());
        }
    }

    @Test
    void whatCannotBeDoneHereIsRefusedWithAReason() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = listen(slurm, "")) {
            heard.drain("k1", "node:elsewhere");
            assertEquals(
                    "node:elsewhere is no node of this Slurm and holds none",
                    heard.receipt("k1").text());
            steer(heard, "k2", JobOrder.CANCEL);
            assertEquals(
                    "job:slurm/7 is no job of this Slurm", heard.receipt("k2").text());
            heard.order(new ControlAction.SetPowerProfile(
                    Listening.header("k3"), List.of(new EntityId("node:n1")), InBandProfile.MAX_Q));
            assertEquals(Answer.REFUSED, heard.receipt("k3").answer());
            assertEquals(List.of(), slurm.asked);
        }
    }

    @Test
    void anOrderToAPeerThatIsGoneIsRefusedAndNothingHangs() throws IOException, InterruptedException {
        try (FakeSlurm slurm = new FakeSlurm(40);
                Listening heard = listen(slurm, "")) {
            slurm.close();
            heard.drain("k1", "node:n1");
            Receipt receipt = heard.receipt("k1");
            assertEquals(Answer.REFUSED, receipt.answer());
            assertTrue(receipt.text().startsWith("nothing was done: "), receipt.text());
        }
    }
}
