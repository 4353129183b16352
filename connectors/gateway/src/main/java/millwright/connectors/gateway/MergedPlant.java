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
    private final List<String> misplaced = new ArrayList<>();
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
            joining.learn(source, changed.change(), plant);
        }
        PlantChange said = joining.joins(source)
                ? Renaming.of(changed.change(), id -> joining.merged(source, id))
                : changed.change();
        PlantChange change = changed.whole() ? replacing(part, said) : said;
        PlantChange net = Renaming.besides(keepingShared(part, change), plant, shared(part, change), misplaced);
        plant = plant.apply(net);
        part.take(new PlantChanged(changed.revision(), changed.time(), said, changed.whole()));
        joining.gone(net.removed());
        parts.values().forEach(PlantPart::forgetShifts);
        return net;
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

    /** Sources that contradict each other, since the last call, in one line each. */
    List<Joining.Conflict> takeConflicts() {
        List<Joining.Conflict> found = new ArrayList<>(joining.takeConflicts());
        misplaced.forEach(text ->
                found.add(new Joining.Conflict(new EntityId(text.substring(0, text.indexOf(' '))), text)));
        misplaced.clear();
        return found;
    }

    /** What this source tells of for the first time and another did before. */
    private Set<EntityId> shared(PlantPart part, PlantChange change) {
        Set<EntityId> shared = new HashSet<>();
        for (Entity entity : parts.size() > 1 ? change.put() : List.<Entity>of()) {
            EntityId id = entity.id();
            if (!part.has(id) && parts.values().stream().anyMatch(other -> other.has(id))) {
                shared.add(id);
            }
        }
        return shared;
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
                .toList();
        return new PlantChange(removed, whole.put(), unrelated, whole.related(), whole.limits(), whole.nativeIds());
    }

    private PlantChange keepingShared(PlantPart part, PlantChange change) {
        List<EntityId> removed = new ArrayList<>();
        for (EntityId id : change.removed()) {
            if (parts.values().stream().noneMatch(other -> other != part && other.has(id))) {
                removed.add(id);
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
