package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.gateway.NativeKeys.Strength;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RelationKind;

/**
 * Which entities of several sources are one. The rule: the strongest native name that two of them share joins them,
 * unless a stronger one that both have differs. What is not joined because names contradict each other, and what is
 * joined although a weaker name differs, is a {@link Conflict}: shown, not guessed. One thing joined keeps the id under
 * which it was known first. Plant thread; bounded by the nodes and GPUs of the plant.
 */
final class Joining {
    /** Two names that do not go together, in one line for people. */
    record Conflict(EntityId entity, String text) {
        /** As an event for the timeline. @param source whose telling brought it up */
        Occurrence told(long now, String source) {
            return new Occurrence(
                    "identity/" + text,
                    "identity.conflict",
                    entity.text().startsWith(EntityKind.GPU.prefix() + ":") ? Layer.GPU : Layer.NODE,
                    entity,
                    now,
                    0,
                    now,
                    Priority.LOW,
                    text,
                    1,
                    Map.of("source", source),
                    new Origin(EntityId.of(EntityKind.SOURCE, "gateway"), false));
        }
    }

    private final Map<String, EntityId> known = new HashMap<>();
    private final Map<EntityId, Map<Strength, String>> names = new HashMap<>();
    private final Map<String, Map<EntityId, EntityId>> aliases = new HashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private boolean begun;

    /** The id in the merged plant of what a source calls {@code own}. */
    EntityId merged(String source, EntityId own) {
        return aliases.getOrDefault(source, Map.of()).getOrDefault(own, own);
    }

    /** What a source calls the entity {@code id} of the merged plant. */
    EntityId own(String source, EntityId id) {
        for (Map.Entry<EntityId, EntityId> alias :
                aliases.getOrDefault(source, Map.of()).entrySet()) {
            if (alias.getValue().equals(id)) {
                return alias.getKey();
            }
        }
        return id;
    }

    boolean joins(String source) {
        return !aliases.getOrDefault(source, Map.of()).isEmpty();
    }

    /** Conflicts found since the last call. */
    List<Conflict> takeConflicts() {
        List<Conflict> found = List.copyOf(conflicts);
        conflicts.clear();
        return found;
    }

    /** Learns the nodes and GPUs that a source tells of. @param merged before the change */
    void learn(String source, PlantChange change, Plant merged) {
        if (!begun) {
            begin(merged);
        }
        change.removed().forEach(id -> forget(source, id));
        Map<EntityId, String> hosts = hosts(source, change, merged);
        for (Entity entity : change.put()) {
            if (entity.kind() == EntityKind.NODE) {
                learn(source, entity, change, merged, hosts);
            }
        }
        for (Entity entity : change.put()) {
            if (entity.kind() == EntityKind.GPU) {
                learn(source, entity, change, merged, hosts);
            }
        }
    }

    /** Most plants have one source, which costs nothing here; with the second the names of the first matter. */
    private void begin(Plant merged) {
        begun = true;
        for (int i = 0; i < merged.size(); i++) {
            Entity entity = merged.entity(i);
            if (entity.kind() == EntityKind.NODE || entity.kind() == EntityKind.GPU) {
                int node = merged.ancestor(i, EntityKind.NODE);
                String host = node < 0 ? "" : nameOf(merged, merged.entity(node).id());
                Map<String, String> said = merged.nativeIds().getOrDefault(entity.id(), Map.of());
                remember(entity.id(), NativeKeys.of(entity, said, host));
            }
        }
    }

    private void learn(String source, Entity entity, PlantChange change, Plant merged, Map<EntityId, String> hosts) {
        Map<String, String> said = change.nativeIds().getOrDefault(entity.id(), Map.of());
        NativeKeys keys = NativeKeys.of(entity, said, hosts.getOrDefault(entity.id(), ""));
        if (keys.isEmpty()) {
            return;
        }
        EntityId id = merged(source, entity.id());
        if (id.equals(entity.id()) && merged.indexOf(id) < 0) {
            Optional<EntityId> same = same(keys, entity.id());
            if (same.isPresent() && isFree(source, same.get(), entity.id())) {
                id = same.get();
                aliases.computeIfAbsent(source, s -> new HashMap<>()).put(entity.id(), id);
            }
        }
        remember(id, keys);
    }

    /** One source that tells of two things means two. */
    private boolean isFree(String source, EntityId id, EntityId own) {
        boolean taken = aliases.getOrDefault(source, Map.of()).containsValue(id);
        if (taken) {
            conflict(
                    own,
                    own + " of " + source + " has the names of " + id + ", as another of the same source: kept apart");
        }
        return !taken;
    }

    private Optional<EntityId> same(NativeKeys keys, EntityId own) {
        for (Strength strength : Strength.values()) {
            String key = keys.at(strength);
            EntityId found = key == null ? null : known.get(strength + key);
            if (found != null && !found.equals(own)) {
                Optional<Strength> against = contradicts(found, keys, strength);
                if (against.isEmpty()) {
                    return Optional.of(found);
                }
                conflict(
                        own,
                        own + " and " + found + " share their " + strength.word + " (" + key + ") but differ in their "
                                + against.get().word + ": kept apart");
            }
        }
        return Optional.empty();
    }

    /** A stronger name that both have and that differs. */
    private Optional<Strength> contradicts(EntityId found, NativeKeys keys, Strength than) {
        Map<Strength, String> theirs = names.getOrDefault(found, Map.of());
        for (Strength strength : Strength.values()) {
            if (strength.compareTo(than) >= 0) {
                return Optional.empty();
            }
            String ours = keys.at(strength);
            String other = theirs.get(strength);
            if (ours != null && other != null && !ours.equals(other)) {
                return Optional.of(strength);
            }
        }
        return Optional.empty();
    }

    private void remember(EntityId id, NativeKeys keys) {
        Map<Strength, String> mine = names.computeIfAbsent(id, i -> new EnumMap<>(Strength.class));
        keys.byStrength().forEach((strength, key) -> {
            String before = mine.putIfAbsent(strength, key);
            if (before != null && !before.equals(key)) {
                conflict(id, "sources disagree on the " + strength.word + " of " + id + ": " + before + " and " + key);
            }
            known.putIfAbsent(strength + key, id);
        });
    }

    private void forget(String source, EntityId own) {
        Map<EntityId, EntityId> mine = aliases.get(source);
        if (mine != null) {
            mine.remove(own);
        }
    }

    /** Drops the names of what is in the merged plant no more. */
    void gone(List<EntityId> removed) {
        for (EntityId id : removed) {
            Map<Strength, String> had = names.remove(id);
            if (had != null) {
                had.forEach((strength, key) -> known.remove(strength + key, id));
            }
        }
    }

    private void conflict(EntityId entity, String text) {
        Conflict conflict = new Conflict(entity, text);
        if (conflicts.size() < 1_000 && !conflicts.contains(conflict)) {
            conflicts.add(conflict);
        }
    }

    /** The name of the node around each GPU. */
    private Map<EntityId, String> hosts(String source, PlantChange change, Plant merged) {
        Map<EntityId, String> names = new HashMap<>();
        change.put().forEach(e -> {
            if (e instanceof Entity.Node node) {
                names.put(node.id(), node.host().isEmpty() ? node.name() : node.host());
            }
        });
        Map<EntityId, String> hosts = new HashMap<>();
        change.related().forEach(relation -> {
            if (relation.kind() == RelationKind.CONTAINS) {
                String host = names.getOrDefault(relation.from(), nameOf(merged, merged(source, relation.from())));
                hosts.put(relation.to(), host);
            }
        });
        return hosts;
    }

    private static String nameOf(Plant merged, EntityId id) {
        return merged.find(id).orElse(null) instanceof Entity.Node node
                ? (node.host().isEmpty() ? node.name() : node.host())
                : "";
    }
}
