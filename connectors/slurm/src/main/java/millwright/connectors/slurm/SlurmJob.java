package millwright.connectors.slurm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One job as Slurm has it.
 *
 * @param nativeId as people write it: {@code 123}, or {@code 100_7} for a task of an array
 * @param states in capitals, the base state among them @param reason why it waits, empty when it does not
 * @param nodes allocated, in the order of {@code gres} @param gres what it has on each node; empty when not said
 * @param comment of its administrators, where reasons of orders stand
 * @param started epoch ns, 0 when it has not @param ended epoch ns; while it runs, when it must end; 0 unsaid
 */
record SlurmJob(
        long id,
        String nativeId,
        String name,
        String account,
        String user,
        String partition,
        Set<String> states,
        String reason,
        double priority,
        List<String> nodes,
        List<String> gres,
        long submitted,
        long started,
        long ended,
        int restarts,
        String comment) {
    private static final int MOST_NODES = 65_536;
    private static final Set<String> HOLDING = Set.of("RUNNING", "SUSPENDED", "COMPLETING", "STOPPED");
    private static final Set<String> WAITING = Set.of("PENDING", "REQUEUED", "REQUEUE_HOLD", "SPECIAL_EXIT");

    SlurmJob {
        states = Set.copyOf(states);
        nodes = List.copyOf(nodes);
        gres = List.copyOf(gres);
    }

    /** @throws IllegalArgumentException naming the job and the field that cannot be understood */
    static SlurmJob of(JsonObject job) {
        double id = Fields.number(job, "job_id");
        if (!(id >= 1 && id <= 0xFFFF_FFFFL)) {
            throw new IllegalArgumentException("a job without a number");
        }
        Set<String> states = new HashSet<>();
        Fields.words(job, "job_state").forEach(s -> states.add(s.toUpperCase(Locale.ROOT)));
        String name = Fields.text(job, "name");
        String text = nativeId(job, (long) id);
        String account = Fields.text(job, "account");
        if (!account.isBlank() && !Fields.nameable(account)) {
            throw new IllegalArgumentException("job " + text + ": an account whose name cannot be used");
        }
        String reason = Fields.text(job, "state_reason");
        double restarts = Fields.number(job, "restart_cnt");
        return new SlurmJob(
                (long) id,
                text,
                name.isBlank() ? text : name,
                account,
                Fields.text(job, "user_name"),
                Fields.text(job, "partition"),
                states,
                reason.equals("None") ? "" : reason,
                Fields.number(job, "priority"),
                nodes(job, (long) id),
                gresDetail(job),
                Fields.time(job, "submit_time"),
                Fields.time(job, "start_time"),
                Fields.time(job, "end_time"),
                restarts > 0 && restarts < 1e6 ? (int) restarts : 0,
                Fields.text(job, "admin_comment"));
    }

    private static String nativeId(JsonObject job, long id) {
        double array = Fields.number(job, "array_job_id");
        double task = Fields.number(job, "array_task_id");
        return array > 0 && task >= 0 ? (long) array + "_" + (long) task : Long.toString(id);
    }

    private static List<String> nodes(JsonObject job, long id) {
        try {
            return Hostlist.expand(Fields.longText(job, "nodes"), MOST_NODES);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("job " + id + ": " + e.getMessage(), e);
        }
    }

    /** One text a node; not split at commas, which stand between resources of one node. */
    private static List<String> gresDetail(JsonObject job) {
        List<String> detail = new ArrayList<>();
        JsonElement value = job.get("gres_detail");
        if (value != null && value.isJsonArray()) {
            for (JsonElement one : value.getAsJsonArray()) {
                detail.add(one.isJsonPrimitive() ? one.getAsString() : "");
            }
        }
        return detail;
    }

    /** It holds nodes: it runs, is suspended or is being cleaned up after. */
    boolean holdsNodes() {
        return !nodes.isEmpty() && states.stream().anyMatch(HOLDING::contains);
    }

    boolean waits() {
        return !holdsNodes() && states.stream().anyMatch(WAITING::contains);
    }

    /** A priority of zero is how Slurm writes "held"; the reason says by whom. */
    boolean held() {
        return waits() && (priority == 0 || reason.startsWith("JobHeld"));
    }

    /** For people and the native ids: {@code RUNNING}, {@code PENDING (Resources)}. */
    String stateText() {
        String state = String.join("+", new TreeSet<>(states));
        return waits() && !reason.isEmpty() ? state + " (" + reason + ")" : state;
    }
}
