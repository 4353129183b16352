package millwright.connectors.slurm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.connectors.source.GrowingPlant;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Plant;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, their GPUs, jobs and accounts as Slurm last told them. What it tells no more is taken away. One thread at a
 * time; as large as the cluster and its queue.
 */
final class SlurmPlant {
    private record Placed(SlurmJob job, Set<Relation> on, Optional<EntityId> org) {}

    private final GrowingPlant growing;
    private final SlurmConfig config;
    private final Map<String, SlurmNode> nodes = new TreeMap<>();
    private final Map<EntityId, Placed> jobs = new HashMap<>();
    private final Map<EntityId, Map<String, String>> names = new HashMap<>();
    private Map<String, SlurmPartition> partitions = Map.of();

    SlurmPlant(SlurmConfig config) {
        this.config = config;
        this.growing = new GrowingPlant(config.placement());
    }

    Plant plant() {
        return growing.plant();
    }

    static EntityId nodeId(String name) {
        return EntityId.of(EntityKind.NODE, name);
    }

    /** Slurm numbers a node's GPUs from 0, which is all it knows of them. */
    static EntityId gpuId(String node, int index) {
        return EntityId.of(EntityKind.GPU, node + "/slurm." + index);
    }

    EntityId jobId(SlurmJob job) {
        return EntityId.of(EntityKind.JOB, config.name() + "/" + job.id());
    }

    Optional<SlurmNode> node(EntityId id) {
        String text = id.text();
        return Optional.ofNullable(nodes.get(text.substring(text.indexOf(':') + 1)));
    }

    Optional<SlurmJob> job(EntityId id) {
        return Optional.ofNullable(jobs.get(id)).map(Placed::job);
    }

    /** Every job that holds this node, also those that have none of its GPUs and so only share it. */
    List<SlurmJob> jobsOn(String node) {
        return jobs.values().stream()
                .map(Placed::job)
                .filter(j -> j.holdsNodes() && j.nodes().contains(node))
                .toList();
    }

    /** Takes the list of partitions in, before that of nodes. @return them as they were before, by name */
    Map<String, SlurmPartition> seePartitions(List<SlurmPartition> seen) {
        Map<String, SlurmPartition> before = partitions;
        Map<String, SlurmPartition> now = new TreeMap<>();
        seen.forEach(p -> now.put(p.name(), p));
        partitions = now;
        return before;
    }

    /** With its state, where it takes no jobs. */
    private String partition(String name) {
        SlurmPartition known = partitions.get(name);
        return known == null || known.takesJobs() ? name : name + " (" + known.state() + ")";
    }

    /**
     * Takes the list of nodes in.
     *
     * @param whole false when some could not be understood; then none is taken away
     * @return the nodes as they were before, by name
     */
    Map<String, SlurmNode> seeNodes(List<SlurmNode> seen, boolean whole) {
        Map<String, SlurmNode> before = Map.copyOf(nodes);
        Set<String> gone = new HashSet<>(whole ? nodes.keySet() : Set.of());
        for (SlurmNode node : seen) {
            gone.remove(node.name());
            nodes.put(node.name(), node);
            put(node, before.get(node.name()));
        }
        for (String name : gone) {
            takeAway(nodes.remove(name), 0);
            growing.remove(nodeId(name));
            names.remove(nodeId(name));
        }
        return before;
    }

    private void put(SlurmNode node, @Nullable SlurmNode before) {
        EntityId id = growing.node(node.name());
        for (int i = 0; i < node.gpuCount(); i++) {
            String type = node.typeOf(i);
            EntityId gpu = gpuId(node.name(), i);
            growing.put(id, new Entity.Gpu(gpu, "G" + i, i, type));
            name(
                    gpu,
                    Map.of(
                            "host", node.host(),
                            "slurm.gres", "gpu" + (type.isEmpty() ? "" : ":" + type) + ":" + i,
                            "slurm.gres.index", Integer.toString(i)));
        }
        if (before != null && before.gpuCount() > node.gpuCount()) {
            takeAway(before, node.gpuCount());
        }
        Map<String, String> said = new HashMap<>();
        said.put("host", node.host());
        said.put("slurm.node", node.name());
        said.put(
                "slurm.partitions",
                String.join(",", node.partitions().stream().map(this::partition).toList()));
        said.put("slurm.state", node.state().word());
        said.put("slurm.state.raw", node.state().text());
        said.put("slurm.reason", node.reason());
        name(id, said);
    }

    private void takeAway(@Nullable SlurmNode node, int from) {
        for (int i = from; node != null && i < node.gpuCount(); i++) {
            growing.remove(gpuId(node.name(), i));
            names.remove(gpuId(node.name(), i));
        }
    }

    /** Native ids are a change of the plant, so only those that differ are told. */
    private void name(EntityId id, Map<String, String> said) {
        if (!said.equals(names.put(id, said))) {
            growing.nativeIds(id, said);
        }
    }

    /** Takes the list of jobs in. @param whole as for nodes @return the jobs as they were before, by entity */
    Map<EntityId, SlurmJob> seeJobs(List<SlurmJob> seen, boolean whole) {
        Map<EntityId, SlurmJob> before = new HashMap<>();
        jobs.forEach((id, placed) -> before.put(id, placed.job()));
        Set<EntityId> gone = new HashSet<>(whole ? jobs.keySet() : Set.of());
        int waiting = 0;
        for (SlurmJob job : seen) {
            if (job.holdsNodes() || job.waits() && ++waiting <= config.waiting()) {
                gone.remove(jobId(job));
                put(job);
            } else if (jobs.containsKey(jobId(job))) {
                gone.add(jobId(job));
            }
        }
        for (EntityId id : gone) {
            growing.remove(id);
            jobs.remove(id);
            names.remove(id);
        }
        return before;
    }

    private void put(SlurmJob job) {
        EntityId id = jobId(job);
        Optional<EntityId> org =
                job.account().isBlank() ? Optional.empty() : Optional.of(EntityId.of(EntityKind.ORG, job.account()));
        org.ifPresent(o -> growing.put(new Entity.Named(o, job.account(), EntityKind.ORG)));
        JobClass kind = config.classes().getOrDefault(job.partition(), JobClass.OTHER);
        growing.put(new Entity.Job(
                id, job.name(), kind, job.nativeId(), org.orElse(null), job.holdsNodes() ? job.started() : 0));
        Set<Relation> on = job.holdsNodes() ? on(id, job) : Set.of();
        Placed old = jobs.put(id, new Placed(job, on, org));
        Set<Relation> was = old == null ? Set.of() : old.on();
        was.stream().filter(r -> !on.contains(r)).forEach(growing::unrelate);
        on.stream().filter(r -> !was.contains(r)).forEach(growing::relate);
        if (old == null || !old.org().equals(org)) {
            org.ifPresent(o -> growing.relate(Relation.of(RelationKind.OWNS, o, id)));
            Optional.ofNullable(old)
                    .flatMap(Placed::org)
                    .ifPresent(o -> growing.unrelate(Relation.of(RelationKind.OWNS, o, id)));
        }
        name(
                id,
                Map.of(
                        "slurm.job", job.nativeId(),
                        "slurm.state", job.stateText(),
                        "slurm.partition", job.partition(),
                        "slurm.user", job.user()));
    }

    /**
     * On whole nodes where it has all of their GPUs or they have none, else on the GPUs that Slurm says. It shares the nodes of
     * which it has cores alone, or GPUs that Slurm does not number.
     */
    private Set<Relation> on(EntityId id, SlurmJob job) {
        Set<Relation> on = new HashSet<>();
        for (int i = 0; i < job.nodes().size(); i++) {
            SlurmNode node = nodes.get(job.nodes().get(i));
            if (node != null) {
                on.addAll(on(
                        id, node, i < job.gres().size() ? Gres.gpus(job.gres().get(i)) : List.of()));
            }
        }
        return on;
    }

    private static List<Relation> on(EntityId id, SlurmNode node, List<Gres> has) {
        List<Relation> on = new ArrayList<>();
        int count = 0;
        for (Gres gres : has) {
            count += gres.count();
            gres.indices().stream()
                    .filter(i -> i < node.gpuCount())
                    .forEach(i -> on.add(Relation.of(RelationKind.RUNS_ON, id, gpuId(node.name(), i))));
        }
        if (count >= node.gpuCount() || on.size() == node.gpuCount()) {
            return List.of(Relation.of(RelationKind.RUNS_ON, id, nodeId(node.name())));
        }
        if (on.size() < Math.max(count, 1)) {
            on.add(Relation.of(RelationKind.SHARES, id, nodeId(node.name())));
        }
        return on;
    }

    Optional<PlantChanged> told(long now) {
        return growing.told(now);
    }
}
