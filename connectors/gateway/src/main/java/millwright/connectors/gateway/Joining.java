package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import millwright.connectors.gateway.NativeKeys.Strength;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
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

    /** What one source calls its things, and what each is in the merged plant. */
    private static final class Aliases {
        final Map<EntityId, EntityId> merged = new HashMap<>();
        final Map<EntityId, EntityId> own = new HashMap<>();

        void put(EntityId from, EntityId to) {
            merged.put(from, to);
            own.put(to, from);
        }

        void remove(EntityId from) {
            EntityId to = merged.remove(from);
            if (to != null) {
                own.remove(to);
            }
        }
    }

    private static final int MOST_CONFLICTS = 1_000;
    private static final int MOST_REMEMBERED = 20_000;

    private final Map<String, EntityId> known = new HashMap<>();
    private final Map<EntityId, Map<Strength, String>> names = new HashMap<>();
    private final Map<String, Aliases> aliases = new HashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<Conflict> told = new HashSet<>();
    private int more;
    private boolean begun;

    /** The id in the merged plant of what a source calls {@code own}. */
    EntityId merged(String source, EntityId own) {
        return of(source).merged.getOrDefault(own, own);
    }

    /** What a source calls the entity {@code id} of the merged plant. */
    EntityId own(String source, EntityId id) {
        return of(source).own.getOrDefault(id, id);
    }

    boolean joins(String source) {
        return !of(source).merged.isEmpty();
    }

    private Aliases of(String source) {
        return aliases.computeIfAbsent(source, s -> new Aliases());
    }

    /** Conflicts found since the last call; each is told once. */
    List<Conflict> takeConflicts() {
        List<Conflict> found = new ArrayList<>(conflicts);
        if (more > 0) {
            found.add(new Conflict(found.getLast().entity(), more + " more contradictions between sources were found"));
        }
        conflicts.clear();
        more = 0;
        return List.copyOf(found);
    }

    /**
     * Learns the nodes and GPUs that a source tells of.
     *
     * @param has ids of the merged plant that this source stands for already: one source that tells of two means two
     * @param merged before the change
     */
    void learn(String source, PlantChanged changed, Predicate<EntityId> has, Plant merged) {
        if (!begun) {
            begin(merged);
        }
        PlantChange change = changed.change();
        Set<EntityId> mine = new HashSet<>();
        change.put().forEach(e -> mine.add(e.id()));
        if (changed.whole()) {
            List<EntityId> dropped = of(source).merged.keySet().stream()
                    .filter(id -> !mine.contains(id))
                    .toList();
            dropped.forEach(of(source)::remove);
        }
        change.put().forEach(e -> mine.add(merged(source, e.id())));
        Predicate<EntityId> taken = id -> mine.contains(id) || !changed.whole() && has.test(id);
        Map<EntityId, String> hosts = hosts(source, change, merged);
        for (EntityKind kind : List.of(EntityKind.NODE, EntityKind.GPU)) {
            for (Entity entity : change.put()) {
                if (entity.kind() == kind) {
                    Map<String, String> said = change.nativeIds().getOrDefault(entity.id(), Map.of());
                    NativeKeys keys = NativeKeys.of(entity, said, hosts.getOrDefault(entity.id(), ""));
                    mine.add(learn(source, entity.id(), keys, taken, merged));
                }
            }
        }
    }

    /** Forgets what a source dropped, once it was said under its merged name. */
    void dropped(String source, PlantChange change) {
        change.removed().forEach(of(source)::remove);
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

    private EntityId learn(String source, EntityId own, NativeKeys keys, Predicate<EntityId> taken, Plant merged) {
        EntityId id = merged(source, own);
        if (keys.isEmpty()) {
            return id;
        }
        if (id.equals(own) && merged.indexOf(id) < 0) {
            Optional<EntityId> same = same(keys, own);
            if (same.isPresent() && taken.test(same.get())) {
                conflict(
                        own,
                        own + " of " + source + " has the names of " + same.get()
                                + ", as another of the same source: kept apart");
            } else if (same.isPresent()) {
                id = same.get();
                of(source).put(own, id);
            }
        }
        remember(id, keys);
        return id;
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
                if (against.get() == Strength.NAME) {
                    continue; // two hosts of one name in two domains are two, and nobody wonders
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
                conflict(id, "the " + strength.word + " of " + id + " is told as " + before + " and as " + key);
            }
            known.putIfAbsent(strength + key, id);
        });
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

    /** Each is said once, and of very many at once only how many more there are. */
    void conflict(EntityId entity, String text) {
        Conflict conflict = new Conflict(entity, text);
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        if (told.add(conflict)) {
            if (conflicts.size() < MOST_CONFLICTS) {
                conflicts.add(conflict);
            } else {
                more++;
            }
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
