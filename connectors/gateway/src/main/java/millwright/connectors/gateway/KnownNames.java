package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.gateway.NativeKeys.Strength;
import millwright.plant.EntityId;

/** By which names each source knows the things of the merged plant. Plant thread; bounded by what the sources tell. */
final class KnownNames {
    private final Map<EntityId, Map<String, NativeKeys>> byThing = new HashMap<>();
    private final Map<String, List<EntityId>> claims = new HashMap<>();

    /** Adds to what the source said of it before; a name of the same strength takes the place of the earlier one. */
    void add(String source, EntityId id, NativeKeys keys) {
        Map<String, NativeKeys> told = byThing.computeIfAbsent(id, i -> new LinkedHashMap<>(2));
        NativeKeys before = told.get(source);
        NativeKeys now = before == null ? keys : before.with(keys);
        if (now.equals(before)) {
            return;
        }
        told.put(source, now);
        if (before != null) {
            release(id, before);
        }
        now.byStrength().forEach((strength, key) -> claim(strength + key, id));
    }

    private void claim(String key, EntityId id) {
        List<EntityId> who = claims.getOrDefault(key, List.of());
        if (!who.contains(id)) {
            List<EntityId> more = new ArrayList<>(who);
            more.add(id);
            claims.put(key, List.copyOf(more));
        }
    }

    /** Takes back the claims on names that nobody tells of it any more. */
    private void release(EntityId id, NativeKeys keys) {
        Map<String, NativeKeys> told = byThing.getOrDefault(id, Map.of());
        keys.byStrength().forEach((strength, key) -> {
            if (told.values().stream().noneMatch(k -> key.equals(k.at(strength)))) {
                List<EntityId> left = claims.getOrDefault(strength + key, List.of()).stream()
                        .filter(other -> !other.equals(id))
                        .toList();
                if (left.isEmpty()) {
                    claims.remove(strength + key);
                } else {
                    claims.put(strength + key, left);
                }
            }
        });
    }

    void forget(String source, EntityId id) {
        Map<String, NativeKeys> told = byThing.get(id);
        NativeKeys keys = told == null ? null : told.remove(source);
        if (told != null && keys != null) {
            if (told.isEmpty()) {
                byThing.remove(id);
            }
            release(id, keys);
        }
    }

    /** What all sources said of it. */
    void forget(EntityId id) {
        Map<String, NativeKeys> told = byThing.remove(id);
        if (told != null) {
            told.values().forEach(keys -> release(id, keys));
        }
    }

    /** Two turned out to be one. */
    void join(EntityId gone, EntityId kept) {
        Map<String, NativeKeys> told = Map.copyOf(byThing.getOrDefault(gone, Map.of()));
        forget(gone);
        told.forEach((source, keys) -> add(source, kept, keys));
    }

    /** Those that somebody gives this name, who was told first before the others. */
    List<EntityId> claiming(Strength strength, String key) {
        return claims.getOrDefault(strength + key, List.of());
    }

    /** By strength what its sources call it, who told first before the others. */
    Map<Strength, Set<String>> of(EntityId id) {
        Map<Strength, Set<String>> all = new EnumMap<>(Strength.class);
        byThing.getOrDefault(id, Map.of())
                .values()
                .forEach(keys -> keys.byStrength()
                        .forEach((strength, key) -> all.computeIfAbsent(strength, s -> new LinkedHashSet<>())
                                .add(key)));
        return all;
    }

    /** The strongest that anybody tells; {@link Strength#CALLED} where there is none. */
    Strength strongest(EntityId id) {
        return byThing.getOrDefault(id, Map.of()).values().stream()
                .flatMap(keys -> keys.byStrength().keySet().stream())
                .min(Comparator.naturalOrder())
                .orElse(Strength.CALLED);
    }

    /** A kind of name stronger than {@code than} that both have and of which they share none. */
    static Optional<Strength> against(Map<Strength, Set<String>> one, Map<Strength, Set<String>> other, Strength than) {
        for (Strength strength : Strength.values()) {
            Set<String> ours = one.getOrDefault(strength, Set.of());
            Set<String> theirs = other.getOrDefault(strength, Set.of());
            boolean stronger = strength.compareTo(than) < 0;
            if (stronger && !ours.isEmpty() && !theirs.isEmpty() && Collections.disjoint(ours, theirs)) {
                return Optional.of(strength);
            }
        }
        return Optional.empty();
    }

    Set<String> tellers(EntityId id) {
        return Set.copyOf(byThing.getOrDefault(id, Map.of()).keySet());
    }

    /** Things of which a source gave names. */
    List<EntityId> namedBy(String source) {
        return byThing.entrySet().stream()
                .filter(e -> e.getValue().containsKey(source))
                .map(Map.Entry::getKey)
                .toList();
    }
}
