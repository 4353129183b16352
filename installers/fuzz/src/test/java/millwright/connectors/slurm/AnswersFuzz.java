package millwright.connectors.slurm;

import java.io.IOException;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.fuzz.Said;

/** Answers of slurmrestd about nodes, jobs and partitions, taken into a plant. Only an IOException refuses one. */
public final class AnswersFuzz {
    private static final SlurmConfig CONFIG =
            SlurmConfig.of(ConfigNode.parse("fuzz", "{protocol: slurm, url: 'http://127.0.0.1:6820'}"));

    private AnswersFuzz() {}

    public static boolean understands(byte[] bytes) {
        Answers.fault(bytes);
        SlurmPlant plant = new SlurmPlant(CONFIG);
        boolean partitions = partitions(bytes, plant);
        boolean nodes = nodes(bytes, plant);
        return jobs(bytes, plant) || nodes || partitions;
    }

    private static boolean partitions(byte[] bytes, SlurmPlant plant) {
        try {
            Answers.Items<SlurmPartition> read = Answers.items(bytes, "partitions", p -> List.of(SlurmPartition.of(p)));
            plant.seePartitions(read.items());
            boolean said = read.items().stream().noneMatch(p -> p.line().isBlank());
            return said && read.problems() == 0;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static boolean nodes(byte[] bytes, SlurmPlant plant) {
        try {
            Answers.Items<SlurmNode> read = Answers.items(bytes, "nodes", n -> List.of(SlurmNode.of(n)));
            plant.seeNodes(read.items(), read.problems() == 0);
            plant.told(1);
            return read.problems() == 0;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static boolean jobs(byte[] bytes, SlurmPlant plant) {
        try {
            Answers.Items<SlurmJob> read = Answers.items(bytes, "jobs", j -> List.of(SlurmJob.of(j)));
            plant.seeJobs(read.items(), read.problems() == 0);
            plant.told(2);
            return read.problems() == 0;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
