package millwright.analysis.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;

/**
 * Turns equal conditions on siblings into one with a count: GPUs and nodes into their rack, many racks into their row, so
 * that one fault is one line and not 432. What was gathered stays so until the last has ended. One thread; bounded by
 * what holds.
 */
public final class Gather {
    /** So many in one rack become one. */
    static final int IN_RACK = 4;
    /** More racks than this in one row become one. */
    static final int IN_ROW = 6;
    /** A single one waits this long for siblings. */
    static final long WAIT = 5 * Times.SECOND;

    private final Set<String> gathered = new HashSet<>();
    private Map<String, Long> waiting = new HashMap<>();

    public List<Condition> apply(List<Condition> conditions, Plant plant, long now) {
        List<Condition> out = new ArrayList<>();
        Map<String, List<Condition>> byRack = new TreeMap<>();
        Map<String, Long> stillWaiting = new HashMap<>();
        for (Condition condition : conditions) {
            int rack = condition.gathers() ? container(plant, condition.entity(), EntityKind.RACK) : -1;
            if (rack < 0) {
                out.add(condition);
            } else {
                byRack.computeIfAbsent(key(condition, plant, rack), k -> new ArrayList<>())
                        .add(condition);
            }
        }
        Set<String> used = new HashSet<>();
        Map<String, List<Condition>> byRow = new TreeMap<>();
        byRack.forEach((key, members) -> {
            if (members.size() >= IN_RACK || gathered.contains(key)) {
                used.add(key);
                Condition one = together(
                        members, idAt(plant, container(plant, members.getFirst().entity(), EntityKind.RACK)));
                int row = container(plant, one.entity(), EntityKind.ROW);
                byRow.computeIfAbsent(row < 0 ? key : key(one, plant, row), k -> new ArrayList<>())
                        .add(one);
            } else {
                members.forEach(c -> single(c, now, stillWaiting, out));
            }
        });
        byRow.forEach((key, racks) -> {
            if (racks.size() > IN_ROW || gathered.contains(key) && racks.size() > 1) {
                used.add(key);
                out.add(together(
                        racks, idAt(plant, container(plant, racks.getFirst().entity(), EntityKind.ROW))));
            } else {
                out.addAll(racks);
            }
        });
        gathered.retainAll(used);
        gathered.addAll(used);
        waiting = stillWaiting;
        return out;
    }

    private void single(Condition condition, long now, Map<String, Long> stillWaiting, List<Condition> out) {
        long first = waiting.getOrDefault(condition.key(), now);
        stillWaiting.put(condition.key(), first);
        if (now - first >= WAIT) {
            out.add(condition);
        }
    }

    private static Condition together(List<Condition> members, EntityId container) {
        Condition worst = members.getFirst();
        long since = worst.since();
        long count = 0;
        for (Condition c : members) {
            since = Math.min(since, c.since());
            count += c.count();
            boolean worse = worst.upper() ? c.value() > worst.value() : c.value() < worst.value();
            worst = worse ? c : worst;
        }
        String evidence = count + " of the same, worst " + worst.entity() + ": " + worst.evidence();
        return new Condition(
                worst.rule(),
                worst.code(),
                container,
                worst.priority(),
                since,
                worst.what(),
                worst.metric(),
                worst.value(),
                worst.limit(),
                worst.upper(),
                evidence,
                worst.guidance(),
                count,
                true);
    }

    private static String key(Condition condition, Plant plant, int container) {
        return condition.rule() + "/" + condition.code() + "/" + idAt(plant, container);
    }

    private static EntityId idAt(Plant plant, int index) {
        return plant.entity(index).id();
    }

    private static int container(Plant plant, EntityId id, EntityKind kind) {
        int index = plant.indexOf(id);
        return index < 0 ? -1 : plant.ancestor(index, kind);
    }
}
