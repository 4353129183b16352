package millwright.connectors.slurm;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * One node as Slurm has it.
 *
 * @param host its host name, which other sources know it by @param gpus as configured, types with their counts
 * @param reason why it is down or drained, in the words of who did it @param since epoch ns of the reason, 0 unsaid
 */
record SlurmNode(
        String name,
        String host,
        NodeState state,
        List<Gres> gpus,
        List<String> partitions,
        String reason,
        long since) {
    SlurmNode {
        gpus = List.copyOf(gpus);
        partitions = List.copyOf(partitions);
    }

    /** @throws IllegalArgumentException when it has no name or a field cannot be understood */
    static SlurmNode of(JsonObject node) {
        String name = Fields.text(node, "name");
        if (!Fields.nameable(name)) {
            throw new IllegalArgumentException("a node without a usable name");
        }
        String host = Fields.text(node, "hostname");
        return new SlurmNode(
                name,
                host.isBlank() ? name : host,
                NodeState.of(node),
                Gres.gpus(Fields.text(node, "gres")),
                Fields.words(node, "partitions"),
                Fields.text(node, "reason"),
                Fields.time(node, "reason_changed_at"));
    }

    int gpuCount() {
        return Math.min(Gres.MOST, gpus.stream().mapToInt(Gres::count).sum());
    }

    /** The type of one of its GPUs; Slurm numbers them through in the order of the types. */
    String typeOf(int index) {
        int before = 0;
        for (Gres gres : gpus) {
            before += gres.count();
            if (index < before) {
                return gres.type();
            }
        }
        return "";
    }
}
