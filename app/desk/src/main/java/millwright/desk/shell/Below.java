package millwright.desk.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/** What hangs on a power or cooling device, a row or a hall: racks, the jobs in them, caps upon them. Stateless. */
final class Below {
    /** Racks with a cap that are named. */
    private static final int MOST_CAPS = 3;
    /** Share by which what is observed of a cap may differ from it. */
    private static final double SAME = 0.03;

    private Below() {}

    /** Whether things of the kind carry a load of others, be it fed, cooled or held. */
    static boolean carries(EntityKind kind) {
        return kind.isPower()
                || kind == EntityKind.CDU
                || kind == EntityKind.LOOP
                || kind == EntityKind.ROW
                || kind == EntityKind.HALL;
    }

    /**
     * Those whose own load it carries: what a power device feeds, what a cooling device cools, what a place holds. That a
     * pump is fed from here puts nothing of the racks that it cools upon it.
     *
     * @return in the order of the plant; empty where nothing is known to hang on it
     */
    static List<EntityId> racks(Plant plant, int index) {
        boolean power = plant.entity(index).kind().isPower();
        List<RelationKind> ways = ways(plant.entity(index).kind());
        Set<Integer> racks = new TreeSet<>();
        Set<Integer> seen = new HashSet<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(index));
        while (!open.isEmpty()) {
            int at = open.removeFirst();
            if (!seen.add(at)) {
                continue;
            }
            int rack = plant.ancestor(at, EntityKind.RACK);
            if (rack >= 0) {
                racks.add(rack);
                continue;
            }
            for (RelationKind way : ways) {
                for (int next : plant.targets(way, at)) {
                    if (!power || !cools(plant.entity(next).kind())) {
                        open.add(next);
                    }
                }
            }
        }
        return racks.stream().map(rack -> plant.entity(rack).id()).toList();
    }

    private static List<RelationKind> ways(EntityKind kind) {
        if (kind.isPower()) {
            return List.of(RelationKind.FEEDS, RelationKind.CONTAINS);
        }
        return cools(kind) ? List.of(RelationKind.COOLS, RelationKind.CONTAINS) : List.of(RelationKind.CONTAINS);
    }

    private static boolean cools(EntityKind kind) {
        return kind == EntityKind.CDU
                || kind == EntityKind.LOOP
                || kind == EntityKind.CHILLER
                || kind == EntityKind.PUMP;
    }

    /** Jobs on all of these with how many GPUs each has there, in the order in which they are met. */
    static Map<Entity, Integer> jobs(Plant plant, List<EntityId> places) {
        Map<Entity, Integer> jobs = new LinkedHashMap<>();
        for (EntityId place : places) {
            plant.within(plant.indexOf(place), i -> {
                for (RelationKind kind : List.of(RelationKind.RUNS_ON, RelationKind.SHARES)) {
                    for (int job : plant.origins(kind, i)) {
                        boolean whole = kind == RelationKind.RUNS_ON;
                        jobs.merge(plant.entity(job), whole ? gpus(plant, i) : 0, Integer::sum);
                    }
                }
            });
        }
        return jobs;
    }

    private static int gpus(Plant plant, int index) {
        return plant.within(index, EntityKind.GPU).length;
    }

    /** Jobs with their GPUs, then what is capped by actions of this plant and not lifted since. */
    static List<InspectorPage.Pair> load(
            Situation situation, List<EntityId> racks, Map<Entity, Integer> jobs, int most) {
        List<InspectorPage.Pair> lines = new ArrayList<>();
        jobs.entrySet().stream()
                .sorted(Map.Entry.<Entity, Integer>comparingByValue().reversed())
                .limit(most)
                .forEach(e -> lines.add(new InspectorPage.Pair(
                        e.getKey().name(),
                        "",
                        e.getValue() == 0 ? "part of a node" : Figures.count(e.getValue(), "GPU"))));
        if (jobs.size() > most) {
            lines.add(new InspectorPage.Pair(InspectorPage.more(jobs.size() - most), "", ""));
        }
        List<InspectorPage.Pair> caps = caps(situation, Set.copyOf(racks));
        lines.addAll(caps.subList(0, Math.min(MOST_CAPS, caps.size())));
        if (caps.size() > MOST_CAPS) {
            lines.add(new InspectorPage.Pair(InspectorPage.more(caps.size() - MOST_CAPS), "", "capped"));
        }
        return lines;
    }

    /** Newest first. */
    private static List<InspectorPage.Pair> caps(Situation situation, Set<EntityId> racks) {
        Plant plant = situation.plant();
        LinkedHashMap<EntityId, ActionProgress> newest = new LinkedHashMap<>();
        for (ActionProgress action : situation.actions().values()) {
            boolean holds = action.stage() == ActionStage.OBSERVING
                    || action.stage() == ActionStage.CONFIRMED
                    || action.stage() == ActionStage.PARTIAL;
            if (holds && action.action() instanceof ControlAction.SetPowerCap) {
                action.action().targets().stream()
                        .filter(id -> plant.indexOf(id) >= 0 && racks.contains(rackOf(plant, id)))
                        .forEach(id -> newest.putLast(id, action));
            }
        }
        List<InspectorPage.Pair> lines = new ArrayList<>();
        Set<EntityId> newer = new HashSet<>();
        newest.reversed().forEach((id, action) -> {
            boolean holds = !inside(plant, id, newer) && !isSeenOver(action, id);
            newer.add(id);
            if (holds && action.action() instanceof ControlAction.SetPowerCap cap && !Double.isNaN(cap.wattsPerGpu())) {
                String watts =
                        Figures.of(cap.wattsPerGpu(), Figures.BOARD_WATTS).joined();
                lines.add(new InspectorPage.Pair(
                        Names.name(plant, id), "", "cap " + watts + ", " + ActionWords.stage(action.stage())));
            }
        });
        return lines;
    }

    /** It was confirmed once, and telemetry showed something else when the gateway was started anew. */
    private static boolean isSeenOver(ActionProgress action, EntityId target) {
        return action.stage() == ActionStage.CONFIRMED
                && action.values().stream()
                        .anyMatch(t -> t.entity().equals(target)
                                && Math.abs(t.observed() - t.desired()) > SAME * Math.abs(t.desired()));
    }

    /** What was asked of a rack holds for its nodes, whatever was asked of them before. */
    private static boolean inside(Plant plant, EntityId id, Set<EntityId> places) {
        int walk = plant.parent(plant.indexOf(id));
        while (walk >= 0 && !places.contains(plant.entity(walk).id())) {
            walk = plant.parent(walk);
        }
        return walk >= 0;
    }

    private static EntityId rackOf(Plant plant, EntityId id) {
        int rack = plant.ancestor(plant.indexOf(id), EntityKind.RACK);
        return rack < 0 ? id : plant.entity(rack).id();
    }

    /** What serves an endpoint: its jobs and the GPUs that they run on. */
    static List<InspectorPage.Pair> pools(Plant plant, int endpoint) {
        List<InspectorPage.Pair> pools = new ArrayList<>();
        for (int job : plant.origins(RelationKind.SERVES, endpoint)) {
            int gpus = 0;
            for (int on : plant.targets(RelationKind.RUNS_ON, job)) {
                gpus += gpus(plant, on);
            }
            pools.add(new InspectorPage.Pair(plant.entity(job).name(), "", Figures.count(gpus, "GPU")));
        }
        return pools;
    }
}
