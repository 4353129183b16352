package millwright.connectors.slurm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two readings: jobs that started and ended, nodes that went out of service or came back. What is
 * there at the first reading has not just happened. Stateless.
 */
final class Happenings {
    private static final Set<String> FAILED =
            Set.of("FAILED", "NODE_FAIL", "TIMEOUT", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "LAUNCH_FAILED");

    private final Origin origin;

    Happenings(Origin origin) {
        this.origin = origin;
    }

    /** @param since ns since the reading before: when it was within that is not known */
    List<Occurrence> ofNodes(Map<String, SlurmNode> before, List<SlurmNode> seen, long now, long since) {
        List<Occurrence> events = new ArrayList<>();
        for (SlurmNode node : seen) {
            SlurmNode old = before.get(node.name());
            if (old != null && Double.compare(old.state().code(), node.state().code()) != 0) {
                events.add(changed(old, node, now, since));
            }
        }
        return events;
    }

    private Occurrence changed(SlurmNode old, SlurmNode node, long now, long since) {
        String word = node.state().word();
        String text = node.name() + " is " + word + ", was " + old.state().word()
                + (node.reason().isBlank() ? "" : ": " + node.reason());
        double code = node.state().code();
        Map<String, String> details = Map.of(
                "slurm.state", word,
                "slurm.state.raw", node.state().text(),
                "before", old.state().word(),
                "reason", node.reason());
        return event(
                "node.state/" + node.name() + "/" + word + "/" + now,
                "node.state",
                Layer.NODE,
                SlurmPlant.nodeId(node.name()),
                new When(now, since),
                now,
                node.state().base().equals("DOWN") ? Priority.MEDIUM : code > 0 ? Priority.LOW : Priority.INFO,
                text,
                details);
    }

    /** @param before by name; empty at the first reading */
    List<Occurrence> ofPartitions(Map<String, SlurmPartition> before, List<SlurmPartition> seen, long now, long since) {
        List<Occurrence> events = new ArrayList<>();
        for (SlurmPartition one : seen) {
            SlurmPartition old = before.get(one.name());
            if (old != null && !old.state().equals(one.state()) && !one.state().isEmpty()) {
                events.add(event(
                        "partition.state/" + one.name() + "/" + one.state() + "/" + now,
                        "partition.state",
                        Layer.JOB,
                        origin.source(),
                        new When(now, since),
                        now,
                        one.takesJobs() ? Priority.INFO : Priority.LOW,
                        "partition " + one.name() + " is " + one.state()
                                + (old.state().isEmpty() ? "" : ", was " + old.state()),
                        Map.of("slurm.partition", one.name(), "before", old.state())));
            }
        }
        return events;
    }

    private record When(long time, long uncertainty) {}

    /** @param before by entity, as {@link SlurmPlant#seeJobs} gives it @param seen all that Slurm told, ended ones too */
    List<Occurrence> ofJobs(
            SlurmPlant plant, Map<EntityId, SlurmJob> before, List<SlurmJob> seen, long now, long since) {
        List<Occurrence> events = new ArrayList<>();
        Map<EntityId, SlurmJob> after = new HashMap<>();
        for (SlurmJob job : seen) {
            EntityId id = plant.jobId(job);
            after.put(id, job);
            SlurmJob old = before.get(id);
            boolean again = old != null && old.holdsNodes() && sameRun(old, job);
            if (job.holdsNodes() && !again) {
                events.add(started(id, job, now, since));
            }
        }
        before.forEach((id, old) -> {
            SlurmJob job = after.get(id);
            if (old.holdsNodes() && (job == null || !job.holdsNodes() || !sameRun(old, job))) {
                events.add(0, ended(id, old, job, now, since));
            }
        });
        return events;
    }

    private static boolean sameRun(SlurmJob old, SlurmJob job) {
        return old.restarts() == job.restarts() && old.started() == job.started();
    }

    private Occurrence started(EntityId id, SlurmJob job, long now, long since) {
        int nodes = job.nodes().size();
        return event(
                "job.start/" + id.text() + "/" + job.started() / Times.SECOND,
                "job.start",
                Layer.JOB,
                id,
                when(job.started(), now, since),
                now,
                Priority.INFO,
                job.name() + " started on " + nodes + (nodes == 1 ? " node" : " nodes"),
                details(job));
    }

    private Occurrence ended(EntityId id, SlurmJob old, @Nullable SlurmJob job, long now, long since) {
        boolean over = job != null && !job.holdsNodes() && !job.waits();
        String how =
                job == null ? "" : job.waits() ? "requeued" : job.stateText().toLowerCase(Locale.ROOT);
        boolean failed = job != null && job.states().stream().anyMatch(FAILED::contains);
        return event(
                "job.end/" + id.text() + "/" + old.started() / Times.SECOND,
                "job.end",
                Layer.JOB,
                id,
                when(job != null && over ? job.ended() : 0, now, since),
                now,
                failed ? Priority.LOW : Priority.INFO,
                old.name() + " ended" + (how.isEmpty() ? "" : ": " + how),
                details(job == null ? old : job));
    }

    /** Slurm's own time in whole seconds, unless it says none or one that has not come yet. */
    private static When when(long told, long now, long since) {
        if (told <= 0) {
            return new When(now, since);
        }
        return told > now ? new When(now, told - now + Times.SECOND) : new When(told, Times.SECOND);
    }

    private static Map<String, String> details(SlurmJob job) {
        return Map.of(
                "slurm.job", job.nativeId(),
                "slurm.state", job.stateText(),
                "partition", job.partition(),
                "account", job.account(),
                "user", job.user());
    }

    private Occurrence event(
            String id,
            String what,
            Layer layer,
            EntityId entity,
            When when,
            long received,
            Priority priority,
            String text,
            Map<String, String> details) {
        return new Occurrence(
                id, what, layer, entity, when.time(), when.uncertainty(), received, priority, text, 1, details, origin);
    }
}
