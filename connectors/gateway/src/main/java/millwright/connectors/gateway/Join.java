package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import millwright.plant.RelationKind;

/**
 * Two things of the merged plant that turned out to be one.
 *
 * @param same false when {@code gone} is only what is left of a thing that its own source tells no more, such as a board
 *     that was taken out: then its names and limits are none of {@code kept}'s
 */
record Join(EntityId gone, EntityId kept, boolean same) {
    /** Under which native name the ids stand that a thing had before. */
    static final String ALSO = "also";

    /**
     * The change of which {@code before} is the first part, and the joins the second: what is gone is removed, its relations,
     * limits and names are those of what is kept, which takes its place where it has none.
     *
     * @param plant with {@code before} in it @param misplaced takes what stands in two places, with one line for people
     */
    static PlantChange after(
            PlantChange before, Plant plant, List<Join> joins, BiConsumer<EntityId, String> misplaced) {
        Map<EntityId, Join> byGone = new HashMap<>();
        joins.forEach(j -> byGone.put(j.gone(), j));
        List<EntityId> removed = new ArrayList<>(before.removed());
        List<Entity> put = new ArrayList<>(
                before.put().stream().filter(e -> !byGone.containsKey(e.id())).toList());
        Set<Relation> unrelated = new HashSet<>(before.unrelated());
        List<Relation> related = new ArrayList<>(before.related());
        related.removeIf(r -> byGone.containsKey(r.from()) || byGone.containsKey(r.to()));
        for (Relation relation : plant.relations()) {
            EntityId from = kept(byGone, relation.from());
            EntityId to = kept(byGone, relation.to());
            Relation moved = new Relation(relation.kind(), from, to, relation.side(), relation.phase());
            if (moved.equals(relation) || from.equals(to)) {
                continue;
            } else if (relation.kind() != RelationKind.CONTAINS || relation.to().equals(to)) {
                related.add(moved);
            } else if (placed(plant, byGone, moved, unrelated, misplaced)) {
                related.removeIf(unrelated::contains);
                related.add(moved);
                plant.find(relation.to()).ifPresent(e -> put.add(Renaming.entity(e, to)));
            }
        }
        List<Limit> limits = new ArrayList<>(before.limits());
        limits.removeIf(l -> byGone.containsKey(l.entity()));
        Map<EntityId, Map<String, String>> natives = new HashMap<>(before.nativeIds());
        Map<EntityId, Set<String>> ids = new HashMap<>();
        for (Join join : joins) {
            EntityId kept = kept(byGone, join.kept());
            removed.add(join.gone());
            natives.remove(join.gone());
            if (join.same()) {
                limits.addAll(limits(plant, join.gone(), kept));
                Map<String, String> names = new HashMap<>(plant.nativeIds(join.gone()));
                names.keySet().removeAll(plant.nativeIds(kept).keySet());
                natives.merge(kept, names, Join::both);
                Set<String> had = ids.computeIfAbsent(kept, k -> also(plant, k));
                had.addAll(also(plant, join.gone()));
                had.add(join.gone().text());
            }
        }
        ids.forEach((id, had) -> natives.merge(id, Map.of(ALSO, String.join(", ", had)), (a, b) -> both(b, a)));
        return new PlantChange(
                removed, put, List.copyOf(unrelated), List.copyOf(new LinkedHashSet<>(related)), limits, natives);
    }

    private static EntityId kept(Map<EntityId, Join> byGone, EntityId id) {
        EntityId at = id;
        for (Join join = byGone.get(at); join != null; join = byGone.get(at)) {
            at = join.kept();
        }
        return at;
    }

    /** Whether what is kept stands from now on where what is gone stood. */
    private static boolean placed(
            Plant plant,
            Map<EntityId, Join> byGone,
            Relation moved,
            Set<Relation> unrelated,
            BiConsumer<EntityId, String> misplaced) {
        Relation stands = Renaming.containing(plant, moved.to());
        if (stands == null) {
            return true;
        }
        boolean there = kept(byGone, stands.from()).equals(moved.from());
        if (!there && Renaming.isUnplaced(stands.from())) {
            unrelated.add(stands);
            return true;
        }
        if (!there && !Renaming.isUnplaced(moved.from())) {
            misplaced.accept(
                    moved.to(),
                    moved.to() + " stands in " + stands.from() + ", and in " + moved.from()
                            + " by another source: the first is kept");
        }
        return false;
    }

    /** Those that what is kept has not got itself. */
    private static List<Limit> limits(Plant plant, EntityId gone, EntityId kept) {
        List<Limit> own = plant.limits(kept);
        return plant.limits(gone).stream()
                .map(l -> new Limit(kept, l.metric(), l.bound(), l.origin(), l.values()))
                .filter(l -> own.stream()
                        .noneMatch(o ->
                                o.metric().equals(l.metric()) && o.bound() == l.bound() && o.origin() == l.origin()))
                .toList();
    }

    private static Set<String> also(Plant plant, EntityId id) {
        Set<String> ids =
                new TreeSet<>(List.of(plant.nativeIds(id).getOrDefault(ALSO, "").split(", ", -1)));
        ids.remove("");
        return ids;
    }

    private static Map<String, String> both(Map<String, String> stronger, Map<String, String> weaker) {
        Map<String, String> both = new TreeMap<>(weaker);
        both.putAll(stronger);
        return both;
    }

    /** For the timeline: ids that went, in one event however many there are. */
    static Occurrence told(List<Join> joins, long now, String source) {
        Join first = joins.getFirst();
        String text = first.gone() + " turned out to be " + first.kept() + " and goes on as that"
                + (joins.size() > 1 ? "; " + (joins.size() - 1) + " more did likewise" : "");
        return new Occurrence(
                "joined/" + first.gone() + "/" + now,
                "identity.joined",
                Joining.layer(first.kept()),
                first.kept(),
                now,
                0,
                now,
                Priority.INFO,
                text,
                joins.size(),
                Map.of("source", source),
                new Origin(EntityId.of(EntityKind.SOURCE, "gateway"), false));
    }
}
