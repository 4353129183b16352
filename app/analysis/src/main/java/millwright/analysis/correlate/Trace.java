package millwright.analysis.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Finding;
import millwright.feed.Incident.Step;
import millwright.plant.EntityId;
import millwright.plant.Plant;

/**
 * The way from a cause to its victims, over those entities that show something, with the delay of each hop. Where the
 * clocks cannot tell what came first the hop says so.
 */
final class Trace {
    private static final int MOST = 16;

    private final Reaches reaches;

    Trace(Reaches reaches) {
        this.reaches = reaches;
    }

    /** @param jobs jobs hit, victims even without a finding of their own */
    List<Step> steps(EntityId cause, List<Finding> findings, List<EntityId> jobs) {
        Plant plant = reaches.plant();
        int origin = plant.indexOf(cause);
        if (origin < 0) {
            return List.of();
        }
        Map<EntityId, Finding> onset = new HashMap<>();
        List<Finding> sorted = findings.stream().sorted(Case.BY_TIME).toList();
        sorted.forEach(f -> onset.putIfAbsent(f.entity(), f));
        Influence influence = reaches.of(origin);
        Map<String, Step> steps = new LinkedHashMap<>();
        for (Finding f : sorted) {
            add(plant, influence, cause, f.entity(), onset, steps);
        }
        for (EntityId job : jobs) {
            add(plant, influence, cause, job, onset, steps);
        }
        return new ArrayList<>(steps.values()).subList(0, Math.min(MOST, steps.size()));
    }

    private static void add(
            Plant plant,
            Influence influence,
            EntityId cause,
            EntityId victim,
            Map<EntityId, Finding> onset,
            Map<String, Step> steps) {
        int target = plant.indexOf(victim);
        int reached = target < 0 ? -1 : standIn(plant, influence, target);
        if (reached < 0 || victim.equals(cause)) {
            return;
        }
        EntityId before = cause;
        int last = -1;
        for (int at : influence.path(reached)) {
            EntityId id = at == reached ? victim : plant.entity(at).id();
            if (!id.equals(cause) && (at == reached || onset.containsKey(id))) {
                steps.putIfAbsent(before + " " + id, step(influence, before, id, at, onset));
                before = id;
                last = at;
            }
        }
        if (last < 0) {
            steps.putIfAbsent(cause + " " + victim, step(influence, cause, victim, reached, onset));
        }
    }

    /** A rack or row is reached through its nodes when nothing leads to it itself. */
    private static int standIn(Plant plant, Influence influence, int target) {
        if (influence.reaches(target)) {
            return target;
        }
        for (int node : plant.within(target, millwright.plant.EntityKind.NODE)) {
            if (influence.reaches(node)) {
                return node;
            }
        }
        return -1;
    }

    private static Step step(Influence influence, EntityId from, EntityId to, int at, Map<EntityId, Finding> onset) {
        Finding first = onset.get(from);
        Finding then = onset.get(to);
        if (first == null || then == null) {
            return new Step(from, to, influence.relation(at), 0, true);
        }
        long delay = then.since() - first.since();
        boolean unknown = Math.abs(delay) < first.uncertainty() + then.uncertainty();
        return new Step(from, to, influence.relation(at), delay, unknown);
    }
}
