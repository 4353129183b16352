package millwright.analysis.correlate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/**
 * Everything that trouble at one entity can reach: what it feeds, cools, contains and connects, and the jobs on it. Sites
 * and halls only gather and pass nothing on. Immutable; bounded by the plant.
 */
public final class Influence {
    private static final int MOST_JOBS = 50;

    /** How an entity was reached. */
    public record Hop(int from, RelationKind relation, int distance) {}

    private final int origin;
    private final Map<Integer, Hop> reached = new HashMap<>();

    private Influence(Plant plant, int origin) {
        this.origin = origin;
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        reached.put(origin, new Hop(-1, RelationKind.CONTAINS, 0));
        queue.add(origin);
        while (!queue.isEmpty()) {
            int at = queue.remove();
            int distance = distance(at);
            effects(plant, at, origin, (to, relation) -> {
                if (!reached.containsKey(to)) {
                    reached.put(to, new Hop(at, relation, distance + 1));
                    queue.add(to);
                }
            });
        }
    }

    public static Influence of(Plant plant, int index) {
        return new Influence(plant, index);
    }

    private int distance(int at) {
        Hop hop = reached.get(at);
        return hop == null ? 0 : hop.distance();
    }

    public boolean reaches(int index) {
        return reached.containsKey(index);
    }

    public int size() {
        return reached.size();
    }

    /** Dense indices from the origin to {@code index}, both included; empty when it is not reached. */
    public List<Integer> path(int index) {
        List<Integer> path = new ArrayList<>();
        int at = index;
        while (at >= 0) {
            Hop hop = reached.get(at);
            if (hop == null) {
                return List.of();
            }
            path.addFirst(at);
            at = at == origin ? -1 : hop.from();
        }
        return path;
    }

    /** The relation by which {@code index} was reached. */
    public RelationKind relation(int index) {
        Hop hop = reached.get(index);
        return hop == null ? RelationKind.CONTAINS : hop.relation();
    }

    /** Reached entities of a kind, in the order of their slots. */
    public List<Integer> reached(Plant plant, EntityKind kind) {
        return reached.keySet().stream()
                .filter(i -> plant.entity(i).kind() == kind)
                .sorted()
                .toList();
    }

    /** Ids of the jobs that trouble at the entity can reach, at most {@value #MOST_JOBS}. */
    public static List<EntityId> jobsHit(Plant plant, int index) {
        EntityKind kind = plant.entity(index).kind();
        if (kind == EntityKind.JOB) {
            return List.of(plant.entity(index).id());
        }
        TreeSet<EntityId> jobs = new TreeSet<>();
        for (int job : of(plant, index).reached(plant, EntityKind.JOB)) {
            jobs.add(plant.entity(job).id());
        }
        if (kind == EntityKind.ENDPOINT) {
            for (int job : plant.origins(RelationKind.SERVES, index)) {
                jobs.add(plant.entity(job).id());
            }
        }
        return jobs.stream().limit(MOST_JOBS).toList();
    }

    /** Takes one edge. */
    interface Edge {
        void to(int index, RelationKind relation);
    }

    private static void effects(Plant plant, int at, int origin, Edge edge) {
        EntityKind kind = plant.entity(at).kind();
        if (kind == EntityKind.SITE || kind == EntityKind.HALL || kind == EntityKind.SOURCE) {
            return;
        }
        all(plant.targets(RelationKind.FEEDS, at), RelationKind.FEEDS, edge);
        all(plant.targets(RelationKind.COOLS, at), RelationKind.COOLS, edge);
        all(plant.targets(RelationKind.SERVES, at), RelationKind.SERVES, edge);
        all(plant.origins(RelationKind.RUNS_ON, at), RelationKind.RUNS_ON, edge);
        if (kind == EntityKind.ROW || kind == EntityKind.RACK || kind == EntityKind.NODE || kind == EntityKind.CDU) {
            contents(plant, at, edge);
        }
        if (kind == EntityKind.NODE) {
            all(plant.origins(RelationKind.SHARES, at), RelationKind.RUNS_ON, edge);
        }
        int parent = plant.parent(at);
        if (parent >= 0 && kind == EntityKind.GPU) {
            // A job that holds the whole node holds this GPU, and its other GPUs are none the worse for it.
            all(plant.origins(RelationKind.RUNS_ON, parent), RelationKind.RUNS_ON, edge);
        }
        if (parent >= 0 && passesUp(kind, plant.entity(parent).kind())) {
            edge.to(parent, RelationKind.CONTAINS);
        }
        fabric(plant, at, kind, origin, edge);
    }

    private static void contents(Plant plant, int at, Edge edge) {
        for (int inside : plant.targets(RelationKind.CONTAINS, at)) {
            EntityKind kind = plant.entity(inside).kind();
            boolean part = kind == EntityKind.PUMP || kind == EntityKind.LEAK_DETECTOR || kind.isPower();
            if (!part) {
                edge.to(inside, RelationKind.CONTAINS);
            }
        }
    }

    /** A part that fails takes what it is a part of with it. */
    private static boolean passesUp(EntityKind kind, EntityKind parent) {
        return switch (kind) {
            case PUMP -> parent == EntityKind.CDU;
            case LEAK_DETECTOR -> parent == EntityKind.RACK || parent == EntityKind.CDU;
            case LOOP -> parent == EntityKind.CDU;
            case NIC, LINK -> parent == EntityKind.NODE;
            case SITE, HALL, ROW, RACK, NODE, GPU, SWITCH, UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF -> false;
            case MECHANICAL, CDU, CHILLER, JOB, PROCESS, ENDPOINT, REPLICA, MODEL, ORG, TARIFF, SOURCE, GPU_INSTANCE ->
                false;
        };
    }

    /** Away from the spine: a switch reaches its links, a link its NICs; a node's own link does not take the switch down. */
    private static void fabric(Plant plant, int at, EntityKind kind, int origin, Edge edge) {
        if (kind == EntityKind.SWITCH) {
            connected(plant, at, EntityKind.LINK, edge);
            connected(plant, at, EntityKind.NODE, edge);
        } else if (kind == EntityKind.LINK || kind == EntityKind.NIC && at == origin) {
            connected(plant, at, kind == EntityKind.LINK ? EntityKind.NIC : EntityKind.LINK, edge);
        }
    }

    private static void connected(Plant plant, int at, EntityKind wanted, Edge edge) {
        for (int[] ends :
                new int[][] {plant.targets(RelationKind.CONNECTS, at), plant.origins(RelationKind.CONNECTS, at)}) {
            for (int end : ends) {
                if (plant.entity(end).kind() == wanted) {
                    edge.to(end, RelationKind.CONNECTS);
                }
            }
        }
    }

    private static void all(int[] targets, RelationKind relation, Edge edge) {
        for (int target : targets) {
            edge.to(target, relation);
        }
    }
}
