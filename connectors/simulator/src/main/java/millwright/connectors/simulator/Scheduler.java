package millwright.connectors.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.connectors.simulator.scenario.Scenario.JobKind;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;
import millwright.feed.Priority;
import millwright.plant.Count;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Layer;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Times;

/** Starts and ends jobs as planned, sets their profiles, and keeps drained nodes free. Simulation thread only. */
final class Scheduler {
    private final World world;
    private final Ids ids;
    private final Herald herald;
    private final long opening;

    Scheduler(World world, Herald herald, long opening) {
        this.world = world;
        this.ids = new Ids(world.shape);
        this.herald = herald;
        this.opening = opening;
    }

    EntityId id(int j) {
        JobPlan plan = world.jobs.plans.get(j);
        int instance = world.jobs.instance[j];
        return EntityId.of(EntityKind.JOB, plan.name().replace(' ', '-') + (instance > 1 ? "#" + instance : ""));
    }

    /** @return what changed in the plant; empty for nothing */
    List<PlantChange> step(double t) {
        List<PlantChange> changes = new ArrayList<>();
        for (int j = 0; j < world.jobs.plans.size(); j++) {
            boolean due = world.jobs.due(j, t);
            if (due && !world.jobs.running[j]) {
                changes.add(start(j, t));
            } else if (!due && world.jobs.running[j]) {
                changes.add(end(j));
            }
        }
        settleDrains(changes);
        return changes;
    }

    private PlantChange start(int j, double t) {
        JobPlan plan = world.jobs.plans.get(j);
        world.jobs.place(j);
        EntityId id = id(j);
        EntityId org = plan.org().isEmpty() ? null : EntityId.of(EntityKind.ORG, plan.org());
        double began = Double.isFinite(plan.start()) ? t : -86_400 * (1 + 3 * world.dice.even(71, j));
        Entity.Job job = new Entity.Job(
                id, plan.name(), kind(plan.kind()), plan.nativeId(), org, opening + (long) (began * Times.SECOND));
        List<Relation> relations = new ArrayList<>();
        for (int node : world.jobs.nodes[j]) {
            if (world.racks.nodeState[node] != Racks.READY) {
                world.jobs.ofNode[node] = -1;
            } else {
                relations.add(Relation.of(RelationKind.RUNS_ON, id, ids.node(node)));
                profile(node, plan.maxQ());
            }
        }
        if (!plan.endpoint().isEmpty()) {
            relations.add(Relation.of(RelationKind.SERVES, id, EntityId.of(EntityKind.ENDPOINT, plan.endpoint())));
        }
        if (org != null) {
            relations.add(Relation.of(RelationKind.OWNS, org, id));
        }
        if (Double.isFinite(plan.start())) {
            tell("job.start", id, plan.name() + " started on " + Count.of(world.jobs.nodes[j].length, "node"));
        }
        Map<EntityId, Map<String, String>> names =
                plan.nativeId().isEmpty() ? Map.of() : Map.of(id, Map.of("slurm.job", plan.nativeId()));
        return new PlantChange(List.of(), List.of(job), List.of(), relations, List.of(), names);
    }

    private PlantChange end(int j) {
        EntityId id = id(j);
        world.jobs.release(j);
        tell("job.end", id, world.jobs.plans.get(j).name() + " ended");
        return PlantChange.removing(List.of(id));
    }

    private void tell(String what, EntityId id, String text) {
        herald.happened(Sources.SCHEDULER, Layer.JOB, what, id, Priority.INFO, text);
    }

    private void profile(int node, boolean maxQ) {
        int gpusPerNode = world.shape.gpus();
        for (int g = node * gpusPerNode; g < (node + 1) * gpusPerNode; g++) {
            world.gpus.profile[g] = (byte) (maxQ ? 1 : 0);
            world.gpus.profileAsked[g] = world.gpus.profile[g];
            world.enforce(g);
        }
    }

    /** Serving moves away from a draining node at once; training stays until its job ends. */
    private void settleDrains(List<PlantChange> changes) {
        Racks racks = world.racks;
        List<Relation> gone = new ArrayList<>();
        for (int node = 0; node < racks.nodeState.length; node++) {
            if (racks.nodeState[node] == Racks.DRAINING) {
                int j = world.jobs.ofNode[node];
                boolean moves = j < 0
                        || world.serviceOf[j] != null
                        || world.jobs.plans.get(j).kind() == JobKind.IDLE;
                if (moves && j >= 0) {
                    gone.add(Relation.of(RelationKind.RUNS_ON, id(j), ids.node(node)));
                    world.jobs.ofNode[node] = -1;
                }
                racks.nodeState[node] = moves ? Racks.DRAINED : Racks.DRAINING;
            }
        }
        if (!gone.isEmpty()) {
            changes.add(new PlantChange(List.of(), List.of(), gone, List.of(), List.of(), Map.of()));
        }
    }

    /** Gives resumed nodes back to the jobs that own them. */
    List<PlantChange> resume(List<Integer> nodes) {
        List<Relation> back = new ArrayList<>();
        for (int node : nodes) {
            world.racks.nodeState[node] = Racks.READY;
            for (int j = 0; j < world.jobs.plans.size(); j++) {
                if (world.jobs.ofNode[node] < 0 && world.jobs.running[j] && owns(j, node)) {
                    world.jobs.ofNode[node] = j;
                    back.add(Relation.of(RelationKind.RUNS_ON, id(j), ids.node(node)));
                }
            }
        }
        return back.isEmpty() ? List.of() : List.of(PlantChange.adding(List.of(), back));
    }

    private boolean owns(int j, int node) {
        for (int n : world.jobs.nodes[j]) {
            if (n == node) {
                return true;
            }
        }
        return false;
    }

    private static JobClass kind(JobKind kind) {
        return switch (kind) {
            case TRAINING -> JobClass.TRAINING;
            case INFERENCE -> JobClass.INFERENCE;
            case BATCH -> JobClass.BATCH;
            case IDLE -> JobClass.IDLE_RESERVE;
            case OTHER -> JobClass.OTHER;
        };
    }
}
