package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
 * which it was known first; two that turn out to be one are a {@link Join}. Plant thread; bounded by the things that
 * have names.
 */
final class Joining {
    /** Two names that do not go together, in one line for people. */
    record Conflict(EntityId entity, String text) {
        /** As an event for the timeline. @param source whose telling brought it up */
        Occurrence told(long now, String source) {
            return new Occurrence(
                    "identity/" + text,
                    "identity.conflict",
                    layer(entity),
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

    static Layer layer(EntityId entity) {
        return Arrays.stream(EntityKind.values())
                .filter(kind -> entity.text().startsWith(kind.prefix() + ":"))
                .map(EntityKind::layer)
                .findFirst()
                .orElse(Layer.NODE);
    }

    private static final int MOST_CONFLICTS = 1_000;
    private static final int MOST_REMEMBERED = 20_000;

    private final KnownNames names = new KnownNames();
    private final Map<String, Aliases> aliases = new HashMap<>();
    private final List<Join> joins = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<Conflict> told = new HashSet<>();
    /** In the ids of the merged plant, the nodes of what is being learnt, which does not stand there yet. */
    private final Map<EntityId, EntityId> nodes = new HashMap<>();

    private int more;
    private boolean begun;

    /** The id in the merged plant of what a source calls {@code own}. */
    EntityId merged(String source, EntityId own) {
        return of(source).merged(own);
    }

    /** What a source calls the entity {@code id} of the merged plant. */
    EntityId own(String source, EntityId id) {
        return of(source).own(id);
    }

    boolean joins(String source) {
        return !of(source).isEmpty();
    }

    private Aliases of(String source) {
        return aliases.computeIfAbsent(source, s -> new Aliases());
    }

    /** What turned out to be one since the last call. */
    List<Join> takeJoins() {
        List<Join> found = List.copyOf(joins);
        joins.clear();
        return found;
    }

    /** @param calls whether the source may call what is gone by that very id */
    void join(String source, Join join, boolean calls) {
        of(source).join(join.gone(), join.kept(), calls);
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
     * Learns the names that a source tells, and forgets those of what it tells no more. What is new is joined to what has its
     * names; two that were told before and turn out to be one stand in {@link #takeJoins}.
     *
     * @param has ids of the merged plant that this source stands for already: one source that tells of two means two
     * @param tellers sources of a thing of the merged plant @param merged before the change
     */
    void learn(
            String source,
            PlantChanged changed,
            Predicate<EntityId> has,
            Function<EntityId, List<String>> tellers,
            Plant merged) {
        if (!begun) {
            begin(merged, tellers);
        }
        PlantChange change = changed.change();
        Set<EntityId> mine = new HashSet<>();
        change.put().forEach(e -> mine.add(e.id()));
        if (changed.whole()) {
            of(source).keep(mine);
        }
        change.put().forEach(e -> mine.add(merged(source, e.id())));
        Map<EntityId, Boolean> left = leave(source, changed, mine);
        Predicate<EntityId> taken =
                id -> mine.contains(id) || !changed.whole() && has.test(id) && !left.containsKey(id);
        // what is left of a board that was taken out is not the next one
        Predicate<EntityId> rest = id -> left.getOrDefault(id, false);
        Map<EntityId, Host> hosts = hosts(source, change, merged);
        List<EntityId> learnt = new ArrayList<>();
        for (Entity entity : named(source, change, merged)) {
            Map<String, String> said = change.nativeIds().getOrDefault(own(source, entity.id()), Map.of());
            said = change.nativeIds().getOrDefault(entity.id(), said);
            Host host = hosts.computeIfAbsent(entity.id(), id -> hostOf(merged, merged(source, id)));
            nodes.put(entity.id(), merged(source, host.node()));
            EntityId id = learn(source, entity.id(), NativeKeys.of(entity, said, host.name()), taken, rest, merged);
            nodes.put(id, merged(source, host.node()));
            mine.add(id);
            learnt.add(id);
        }
        Function<EntityId, List<String>> now = id -> now(source, taken.test(id), tellers.apply(id));
        left.keySet().stream().filter(rest).forEach(id -> oneOfTwo(id, false, now, merged));
        learnt.forEach(id -> oneOfTwo(id, true, now, merged));
    }

    private static List<String> now(String source, boolean tells, List<String> before) {
        return Stream.concat(
                        before.stream().filter(t -> !t.equals(source)),
                        Stream.of(source).filter(s -> tells))
                .toList();
    }

    /** Nodes before what is in them; what is told again only by name as the merged plant knows it. */
    private List<Entity> named(String source, PlantChange change, Plant merged) {
        List<Entity> all = new ArrayList<>(change.put());
        Set<EntityId> put = new HashSet<>();
        change.put().forEach(e -> put.add(e.id()));
        change.nativeIds().keySet().stream()
                .filter(id -> !put.contains(id))
                .flatMap(id -> merged.find(merged(source, id)).stream())
                .forEach(all::add);
        all.sort(Comparator.comparing(Entity::kind)); // stable, and nodes come before their parts in the order of kinds
        return all;
    }

    /** @return in the ids of the merged plant what others still tell of, to true where its strongest name is gone */
    private Map<EntityId, Boolean> leave(String source, PlantChanged changed, Set<EntityId> mine) {
        List<EntityId> gone = changed.whole()
                ? names.namedBy(source).stream()
                        .filter(id -> !mine.contains(id))
                        .toList()
                : changed.change().removed().stream()
                        .map(id -> merged(source, id))
                        .toList();
        Map<EntityId, Boolean> left = new LinkedHashMap<>();
        for (EntityId id : gone) {
            Strength before = names.strongest(id);
            names.forget(source, id);
            if (!names.tellers(id).isEmpty()) {
                left.put(id, names.strongest(id).compareTo(before) > 0);
            }
        }
        return left;
    }

    /** Forgets what a source dropped, once it was said under its merged name. */
    void dropped(String source, PlantChange change) {
        change.removed().forEach(of(source)::remove);
    }

    /** Most plants have one source, which costs nothing here; with the second the names of the first matter. */
    private void begin(Plant merged, Function<EntityId, List<String>> tellers) {
        begun = true;
        for (int i = 0; i < merged.size(); i++) {
            Entity entity = merged.entity(i);
            Map<String, String> said = merged.nativeIds().getOrDefault(entity.id(), Map.of());
            NativeKeys keys =
                    NativeKeys.of(entity, said, hostOf(merged, entity.id()).name());
            if (!keys.isEmpty()) {
                tellers.apply(entity.id()).forEach(source -> names.add(source, entity.id(), keys));
            }
        }
    }

    private EntityId learn(
            String source,
            EntityId own,
            NativeKeys keys,
            Predicate<EntityId> taken,
            Predicate<EntityId> rest,
            Plant merged) {
        EntityId id = merged(source, own);
        if (keys.isEmpty()) {
            return id;
        }
        if (id.equals(own) && merged.indexOf(id) < 0) {
            Optional<EntityId> same = same(keys, own, rest, merged);
            // two of one source stay two; that they share a name is said below
            if (same.isPresent() && !taken.test(same.get())) {
                id = same.get();
                of(source).put(own, id);
            }
        }
        differs(id, keys);
        names.add(source, id, keys);
        return id;
    }

    private void differs(EntityId id, NativeKeys keys) {
        Map<Strength, Set<String>> before = names.of(id);
        keys.byStrength().forEach((strength, key) -> {
            Set<String> others = before.getOrDefault(strength, Set.of());
            if (strength != Strength.CALLED && !others.isEmpty() && !others.contains(key)) {
                conflict(
                        id,
                        "the " + strength.word + " of " + id + " is told as "
                                + others.iterator().next() + " and as " + key);
            }
        });
    }

    private Optional<EntityId> same(NativeKeys keys, EntityId own, Predicate<EntityId> rest, Plant merged) {
        Map<Strength, Set<String>> ours = new EnumMap<>(Strength.class);
        keys.byStrength().forEach((strength, key) -> ours.put(strength, Set.of(key)));
        for (Strength strength : Strength.values()) {
            String key = keys.at(strength);
            for (EntityId found : key == null ? List.<EntityId>of() : names.claiming(strength, key)) {
                if (found.equals(own) || rest.test(found) || onTwoHosts(own, found, strength, merged)) {
                    continue;
                }
                Optional<Strength> against = KnownNames.against(names.of(found), ours, strength);
                if (against.isEmpty()) {
                    return Optional.of(found);
                }
                if (against.get()
                        != Strength.NAME) { // two hosts of one name in two domains are two, and nobody wonders
                    conflict(
                            own,
                            own + " and " + found + " share their " + strength.word + " (" + key
                                    + ") but differ in their " + against.get().word + ": kept apart");
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Finds another that by now shares a name with this one, which nothing stronger contradicts: told apart before one came
     * that has a name of each. The one whose own names are stronger keeps its id, for what measures has those; of equals the
     * one that was known first.
     *
     * @param tellers sources that tell of a thing from now on @param whole false for what is left of a thing that a source tells no more
     */
    private void oneOfTwo(EntityId id, boolean whole, Function<EntityId, List<String>> tellers, Plant merged) {
        Map<Strength, Set<String>> ours = names.of(id);
        for (Map.Entry<Strength, Set<String>> of : ours.entrySet()) {
            Strength strength = of.getKey();
            for (String key : of.getValue()) {
                for (EntityId other : names.claiming(strength, key)) {
                    boolean one = !other.equals(id)
                            && KnownNames.against(names.of(other), ours, strength)
                                    .isEmpty()
                            && !onTwoHosts(id, other, strength, merged);
                    if (one && areTwo(id, other, strength.word + " (" + key + ")", tellers)) {
                        continue;
                    } else if (one) {
                        join(id, other, whole, tellers, merged);
                        return;
                    }
                }
            }
        }
    }

    /** An address or a number on two hosts of one short name, which are known for two by their domains. */
    private boolean onTwoHosts(EntityId one, EntityId other, Strength strength, Plant merged) {
        if (strength != Strength.ADDRESS && strength != Strength.INDEX) {
            return false;
        }
        EntityId here = nodeOf(one, merged);
        EntityId there = nodeOf(other, merged);
        Set<String> ours = names.of(here).getOrDefault(Strength.NAME, Set.of());
        Set<String> theirs = names.of(there).getOrDefault(Strength.NAME, Set.of());
        return !here.equals(there) && !ours.isEmpty() && !theirs.isEmpty() && Collections.disjoint(ours, theirs);
    }

    /** @return the thing itself where it is in no node */
    private EntityId nodeOf(EntityId id, Plant merged) {
        EntityId node = nodes.getOrDefault(id, hostOf(merged, id).node());
        for (Join join : joins) {
            node = join.gone().equals(node) ? join.kept() : node;
        }
        return node;
    }

    /** By now: what was joined a moment ago is told by the sources of both. */
    private Set<String> tellers(EntityId id, Function<EntityId, List<String>> tellers) {
        Set<String> all = new LinkedHashSet<>(tellers.apply(id));
        joins.stream()
                .filter(join -> join.kept().equals(id))
                .forEach(join -> all.addAll(tellers(join.gone(), tellers)));
        return all;
    }

    /** One source that tells of both means two. */
    private boolean areTwo(EntityId id, EntityId other, String shared, Function<EntityId, List<String>> tellers) {
        Set<String> others = tellers(other, tellers);
        Optional<String> both =
                tellers(id, tellers).stream().filter(others::contains).findFirst();
        boolean ordered = id.compareTo(other) < 0;
        both.ifPresent(source -> conflict(
                ordered ? id : other,
                (ordered ? id : other) + " and " + (ordered ? other : id) + " share their " + shared + ", but " + source
                        + " tells of both: kept apart"));
        return both.isPresent();
    }

    private void join(
            EntityId id, EntityId other, boolean whole, Function<EntityId, List<String>> tellers, Plant merged) {
        int stronger = names.strongest(other).compareTo(names.strongest(id));
        int earlier = Integer.compareUnsigned(merged.indexOf(other), merged.indexOf(id));
        boolean stays = stronger == 0 ? earlier > 0 : stronger > 0;
        Join join = new Join(stays ? other : id, stays ? id : other, whole);
        names.join(join.gone(), join.kept());
        joins.add(join);
        oneOfTwo(join.kept(), true, tellers, merged);
    }

    /** Drops the names of what is in the merged plant no more. */
    void gone(List<EntityId> removed) {
        removed.forEach(names::forget);
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

    /** @param node as its source calls it or the merged plant; the thing itself where it is in none @param name empty then */
    private record Host(EntityId node, String name) {}

    /** The node around each thing that comes to stand in one. */
    private Map<EntityId, Host> hosts(String source, PlantChange change, Plant merged) {
        Map<EntityId, Host> around = new HashMap<>();
        change.put().forEach(e -> {
            if (e instanceof Entity.Node node) {
                around.put(node.id(), new Host(node.id(), nameOf(node)));
            }
        });
        Map<EntityId, Host> hosts = new HashMap<>();
        nodes.clear();
        change.related().forEach(relation -> {
            if (relation.kind() == RelationKind.CONTAINS) {
                EntityId in = relation.from();
                hosts.put(relation.to(), around.getOrDefault(in, hostOf(merged, merged(source, in))));
            }
        });
        return hosts;
    }

    private static Host hostOf(Plant merged, EntityId id) {
        int index = merged.indexOf(id);
        int node = index < 0 ? -1 : merged.ancestor(index, EntityKind.NODE);
        return node >= 0 && merged.entity(node) instanceof Entity.Node host
                ? new Host(host.id(), nameOf(host))
                : new Host(id, "");
    }

    private static String nameOf(Entity.Node node) {
        return node.host().isEmpty() ? node.name() : node.host();
    }
}
