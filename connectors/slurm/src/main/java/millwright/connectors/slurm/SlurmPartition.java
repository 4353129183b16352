package millwright.connectors.slurm;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import millwright.plant.Count;

/**
 * One partition as Slurm has it, with or without nodes.
 *
 * @param state in capitals: UP, DOWN, DRAIN or INACTIVE; empty where the interface does not say it (v0.0.39)
 * @param nodes how many are in it; 0 is an empty one @param mostMinutes that a job may run, NaN without a limit
 * @param mostNodes that a job may have, NaN without a limit
 */
record SlurmPartition(String name, String state, int nodes, double mostMinutes, double mostNodes) {
    private static final String UP = "UP";

    /** @throws IllegalArgumentException when it has no usable name */
    static SlurmPartition of(JsonObject partition) {
        String name = Fields.text(partition, "name");
        if (!Fields.nameable(name)) {
            throw new IllegalArgumentException("a partition without a usable name");
        }
        boolean nested = partition.get("nodes") instanceof JsonObject;
        JsonObject most = child(partition, "maximums");
        double total =
                nested ? Fields.number(child(partition, "nodes"), "total") : Fields.number(partition, "total_nodes");
        List<String> states = Fields.words(nested ? child(partition, "partition") : partition, "state");
        return new SlurmPartition(
                name,
                states.isEmpty() ? "" : states.getFirst().toUpperCase(Locale.ROOT),
                total > 0 && total < 1e7 ? (int) total : 0,
                limit(nested ? Fields.number(most, "time") : Fields.number(partition, "max_time_limit")),
                limit(nested ? Fields.number(most, "nodes") : Fields.number(partition, "maximum_nodes_per_job")));
    }

    private static JsonObject child(JsonObject of, String name) {
        JsonElement value = of.get(name);
        return value instanceof JsonObject object
                ? object
                : value instanceof JsonArray array && !array.isEmpty() && array.get(0) instanceof JsonObject first
                        ? first
                        : new JsonObject();
    }

    /** Without a limit it is -1, or the highest number of 32 bits. */
    private static double limit(double said) {
        return said > 0 && said < 0xFFFF_FFFEL ? said : Double.NaN;
    }

    boolean takesJobs() {
        return state.isEmpty() || state.equals(UP);
    }

    /** {@code train: UP, 8 nodes, at most 24 h, at most 4 nodes a job}. */
    String line() {
        List<String> words = new ArrayList<>();
        if (!state.isEmpty()) {
            words.add(state);
        }
        words.add(nodes == 0 ? "no nodes" : Count.of(nodes, "node"));
        if (!Double.isNaN(mostMinutes)) {
            boolean hours = mostMinutes % 60 == 0;
            words.add("at most " + (long) (hours ? mostMinutes / 60 : mostMinutes) + (hours ? " h" : " min"));
        }
        if (!Double.isNaN(mostNodes)) {
            words.add("at most " + Count.of((int) mostNodes, "node") + " a job");
        }
        return name + ": " + String.join(", ", words);
    }
}
