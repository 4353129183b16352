package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import org.jspecify.annotations.Nullable;

/**
 * The union of what all sources say. An entity that two sources know stays until both have dropped it. Changes and
 * frames on the plant thread; {@link #plant} from any.
 */
final class MergedPlant {
    private final Map<String, PlantPart> parts = new HashMap<>();
    private final Joining joining = new Joining();
    /** Who said what things look like that several sources tell of. */
    private final Map<EntityId, String> looksBy = new HashMap<>();

    private final List<Join> joined = new ArrayList<>();

    private volatile Plant plant = Plant.empty();

    Plant plant() {
        return plant;
    }

    /**
     * Takes a source's revision.
     *
     * @return the change of the merged plant, whose newest revision is now {@link #plant}
     * @throws IllegalArgumentException when the revision does not fit, in one line for people
     */
    PlantChange take(String source, PlantChanged changed) {
        PlantPart part = parts.computeIfAbsent(source, s -> new PlantPart());
        if (part.misses(changed)) {
            throw new IllegalArgumentException("plant revision " + changed.revision()
                    + " does not follow on the one before; send the whole plant");
        }
        if (parts.size() > 1) {
            joining.learn(source, changed, part::has, this::sourcesOf, plant);
        }
        PlantChange said = joining.joins(source)
                ? Renaming.of(changed.change(), id -> joining.merged(source, id))
                : changed.change();
        PlantChange change = changed.whole() ? replacing(part, said) : said;
        Set<EntityId> shared = shared(source, part, change);
        PlantChange net = Renaming.besides(keepingShared(part, change), plant, shared, joining::conflict);
        net.put().forEach(e -> looksBy.replace(e.id(), source));
        part.take(new PlantChanged(changed.revision(), changed.time(), said, changed.whole()));
        joining.dropped(source, changed.change());
        List<Join> joins = joining.takeJoins();
        PlantChange all = Renaming.readable(
                joins.isEmpty() ? net : Join.after(net, plant.apply(net), joins, joining::conflict), plant);
        plant = plant.apply(all);
        joins.forEach(this::join);
        joining.gone(all.removed());
        parts.values().forEach(PlantPart::forgetShifts);
        return all;
    }

    private void join(Join join) {
        parts.forEach((source, part) -> {
            joining.join(source, join, part.has(join.gone()));
            part.join(join.gone(), join.kept());
        });
        looksBy.remove(join.gone());
        joined.add(join);
    }

    /** What turned out to be one since the last call, so that it goes on under one id. */
    List<Join> takeJoined() {
        List<Join> found = List.copyOf(joined);
        joined.clear();
        return found;
    }

    /** Entities of the gateway's own, which no source has. */
    PlantChange put(Entity entity) {
        PlantChange change = PlantChange.adding(List.of(entity), List.of());
        plant = plant.apply(change);
        parts.values().forEach(PlantPart::forgetShifts);
        return change;
    }

    /** Limits of the gateway's own, on top of what the sources say. */
    PlantChange limit(List<Limit> limits) {
        PlantChange change = PlantChange.limits(limits);
        plant = plant.apply(change);
        parts.values().forEach(PlantPart::forgetShifts);
        return change;
    }

    /** The frame in slots of the merged plant, or null when it belongs to no revision that is known. */
    @Nullable
    Frame place(String source, Frame frame) {
        PlantPart part = parts.get(source);
        return part == null ? null : part.place(frame, plant);
    }

    /** What a source calls an entity of the merged plant. */
    EntityId own(String source, EntityId id) {
        return joining.own(source, id);
    }

    /** The entity of the merged plant that a source calls so. */
    EntityId merged(String source, EntityId own) {
        return joining.merged(source, own);
    }

    /** Sources that contradict each other, since the last call. */
    List<Joining.Conflict> takeConflicts() {
        return joining.takeConflicts();
    }

    /** What this source tells of and another did first and still does. */
    private Set<EntityId> shared(String source, PlantPart part, PlantChange change) {
        Set<EntityId> shared = new HashSet<>();
        for (Entity entity : parts.size() > 1 ? change.put() : List.<Entity>of()) {
            EntityId id = entity.id();
            String first = looksBy.get(id);
            if (first == null
                    || !first.equals(source) && !parts.getOrDefault(first, part).has(id)) {
                first = parts.entrySet().stream()
                        .filter(e -> e.getValue() != part && e.getValue().has(id))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(source);
            }
            if (!first.equals(source) || looksBy.containsKey(id)) {
                looksBy.put(id, first);
            }
            if (!first.equals(source)) {
                shared.add(id);
            }
        }
        return shared;
    }

    /** Whether the source told of this entity of the merged plant. */
    boolean tells(String source, EntityId id) {
        PlantPart part = parts.get(source);
        return part != null && part.has(id);
    }

    /** Names of the sources that told of the entity. */
    List<String> sourcesOf(EntityId id) {
        return parts.entrySet().stream()
                .filter(e -> e.getValue().has(id))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A whole plant on top of what the source said before: what it does not repeat is gone. */
    private PlantChange replacing(PlantPart part, PlantChange whole) {
        if (part.ids().isEmpty()) {
            return whole;
        }
        Set<EntityId> kept = new HashSet<>();
        whole.put().forEach(e -> kept.add(e.id()));
        List<EntityId> removed =
                part.ids().stream().filter(id -> !kept.contains(id)).toList();
        Set<Relation> related = new HashSet<>(whole.related());
        List<Relation> unrelated = plant.relations().stream()
                .filter(r -> part.has(r.from()) && part.has(r.to()) && !related.contains(r))
                .filter(r -> !anotherHas(part, r.from()) || !anotherHas(part, r.to()))
                .toList();
        return new PlantChange(removed, whole.put(), unrelated, whole.related(), whole.limits(), whole.nativeIds());
    }

    /** Whose word a relation is of things that two sources know cannot be told; it stays while both know them. */
    private boolean anotherHas(PlantPart part, EntityId id) {
        return parts.size() > 1 && parts.values().stream().anyMatch(other -> other != part && other.has(id));
    }

    private PlantChange keepingShared(PlantPart part, PlantChange change) {
        List<EntityId> removed = new ArrayList<>();
        for (EntityId id : change.removed()) {
            if (!anotherHas(part, id)) {
                removed.add(id);
                looksBy.remove(id);
            }
        }
        return removed.size() == change.removed().size()
                ? change
                : new PlantChange(
                        removed,
                        change.put(),
                        change.unrelated(),
                        change.related(),
                        change.limits(),
                        change.nativeIds());
    }
}
