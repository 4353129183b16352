package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.SharedData;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;

/** What a real slurmrestd 22.05.8 answered. */
class RecordedAnswersTest {
    private static byte[] recorded(String name) throws IOException {
        return Files.readAllBytes(SharedData.file("slurm-rest/" + name + ".json"));
    }

    private static List<SlurmNode> nodes() throws IOException {
        return Answers.items(recorded("nodes"), "nodes", n -> List.of(SlurmNode.of(n)))
                .items();
    }

    @Test
    void allNodesAndTheirGpusAreRead() throws IOException {
        List<SlurmNode> nodes = nodes();
        assertEquals(16, nodes.size());
        assertEquals(128, nodes.stream().mapToInt(SlurmNode::gpuCount).sum());
        assertTrue(nodes.stream().allMatch(n -> n.typeOf(7).equals("h100")));
        SlurmNode third = nodes.get(2);
        assertEquals("drained*", third.state().word());
        assertEquals("xid79 gpu fell off the bus", third.reason());
        assertEquals("unknown*", nodes.getFirst().state().word());
        assertEquals(List.of("train"), nodes.getFirst().partitions());
    }

    @Test
    void theyMakeAPlantOfNodesGpusAndWaitingJobs() throws IOException {
        SlurmConfig config = SlurmConfig.of(ConfigNode.parse("site.yaml", "protocol: slurm\nsocket: /run/x\n"));
        SlurmPlant seen = new SlurmPlant(config);
        seen.seeNodes(nodes(), true);
        seen.seeJobs(
                Answers.items(recorded("jobs"), "jobs", j -> List.of(SlurmJob.of(j)))
                        .items(),
                true);
        assertTrue(seen.told(1).isPresent());
        Plant plant = seen.plant();
        assertEquals(16, plant.count(EntityKind.NODE));
        assertEquals(128, plant.count(EntityKind.GPU));
        assertEquals(3, plant.count(EntityKind.JOB));
        assertEquals(
                "drained*", plant.nativeIds(SlurmPlant.nodeId("gpu-node03")).get("slurm.state"));
        assertEquals(
                "gpu:h100:7", plant.nativeIds(SlurmPlant.gpuId("gpu-node16", 7)).get("slurm.gres"));
    }

    @Test
    void itsOwnDocumentSaysWhatItOffers() throws IOException {
        Doors doors = Doors.of(Answers.reader(recorded("openapi-v3")));
        assertEquals("v0.0.38", doors.version());
        assertTrue(doors.offers("DELETE", "job/{job_id}"));
        assertTrue(doors.offers("GET", "node/{node_name}"));
        assertFalse(doors.offers("POST", "node/{node_name}"));
        assertEquals("/slurm/v0.0.38/job/17", doors.path("job/{job_id}", "17"));
    }

    @Test
    void aWaitingJobSaysWhyItWaits() throws IOException {
        SlurmJob job = Answers.items(recorded("jobs"), "jobs", j -> List.of(SlurmJob.of(j)))
                .items()
                .getFirst();
        assertTrue(job.waits() && !job.holdsNodes() && !job.held());
        assertEquals("PENDING (Resources)", job.stateText());
        assertEquals(0, job.started());
    }

    @Test
    void aPartitionsHostListNamesTheNodesThatAreThere() throws IOException {
        List<String> hosts = Answers.items(
                        recorded("partitions"), "partitions", p -> Hostlist.expand(Fields.longText(p, "nodes"), 100))
                .items();
        assertEquals(nodes().stream().map(SlurmNode::name).toList(), hosts);
    }

    @Test
    void aPartitionHasAStateAndItsLimits() throws IOException {
        List<String> lines = Answers.items(
                        recorded("partitions"),
                        "partitions",
                        p -> List.of(SlurmPartition.of(p).line()))
                .items();
        assertEquals(List.of("train: UP, 8 nodes", "infer: UP, 8 nodes, at most 24 h"), lines);
    }

    @Test
    void anAnswerCutAnywhereIsAnErrorAndNotAShorterPlant() throws IOException {
        byte[] whole = recorded("nodes");
        for (int length = 0; length < whole.length - 2; length += 397) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> Answers.items(part, "nodes", n -> List.of(SlurmNode.of(n))));
        }
    }

    @Test
    void anErrorInAnAnswerIsToldInSlurmsWords() {
        byte[] body = "{\"errors\":[{\"error\":\"Invalid node name specified\",\"errno\":2018}],\"nodes\":[]}"
                .getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(
                        IOException.class, () -> Answers.items(body, "nodes", n -> List.of(SlurmNode.of(n))))
                .getMessage();
        assertEquals("Slurm says: Invalid node name specified", message);
    }
}
