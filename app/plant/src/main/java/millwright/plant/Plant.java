package millwright.plant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * One revision of the plant: entities with dense indices, their relations as compressed rows, limits and native ids.
 * Immutable, any thread. A dense index, and a slot (the place among entities of one kind), hold for this revision only;
 * columnar data names the revision it was made for.
 */
public final class Plant {
    private final long revision;
    private final List<Entity> entities;
    private final IdTable ids;
    private final Map<EntityKind, int[]> ofKind = new EnumMap<>(EntityKind.class);
    private final int[] slot;
    private final Map<RelationKind, Adjacency> out;
    private final Map<RelationKind, Adjacency> in;
    private final Map<EntityId, List<Limit>> limits;
    private final Map<EntityId, Map<String, String>> nativeIds;

    Plant(
            long revision,
            List<Entity> entities,
            Map<RelationKind, Adjacency> out,
            Map<RelationKind, Adjacency> in,
            Map<EntityId, List<Limit>> limits,
            Map<EntityId, Map<String, String>> nativeIds,
            IdTable ids) {
        this.revision = revision;
        this.entities = entities;
        this.ids = ids;
        this.out = out;
        this.in = in;
        this.limits = limits;
        this.nativeIds = nativeIds;
        this.slot = new int[entities.size()];
        int[] counts = new int[EntityKind.values().length];
        for (int i = 0; i < slot.length; i++) {
            slot[i] = counts[entities.get(i).kind().ordinal()]++;
        }
        for (EntityKind kind : EntityKind.values()) {
            ofKind.put(kind, new int[counts[kind.ordinal()]]);
        }
        for (int i = 0; i < slot.length; i++) {
            kindIndices(entities.get(i).kind())[slot[i]] = i;
        }
    }

    /** Revision 0: nothing is known. */
    public static Plant empty() {
        return new PlantBuilder().build(0);
    }

    public static PlantBuilder builder() {
        return new PlantBuilder();
    }

    /** The next revision. Entities that stay keep their order, so slots of a kind move only when that kind loses one. */
    public Plant apply(PlantChange change) {
        return new PlantBuilder(this).apply(change).build(revision + 1);
    }

    public long revision() {
        return revision;
    }

    public int size() {
        return entities.size();
    }

    public Entity entity(int index) {
        return entities.get(index);
    }

    public List<Entity> entities() {
        return entities;
    }

    /** Dense index of the id, or -1. */
    public int indexOf(EntityId id) {
        return ids.indexOf(id);
    }

    public Optional<Entity> find(EntityId id) {
        int index = indexOf(id);
        return index < 0 ? Optional.empty() : Optional.of(entities.get(index));
    }

    public int count(EntityKind kind) {
        return kindIndices(kind).length;
    }

    /** Dense index of the entity at {@code slot} among those of its kind. */
    public int indexAt(EntityKind kind, int slotOfKind) {
        return kindIndices(kind)[slotOfKind];
    }

    public Entity at(EntityKind kind, int slotOfKind) {
        return entities.get(kindIndices(kind)[slotOfKind]);
    }

    /** Place of the entity among those of its kind. */
    public int slotOf(int index) {
        return slot[index];
    }

    /** Slot of the id among entities of {@code kind}, or -1 when it is absent or of another kind. */
    public int slotOf(EntityKind kind, EntityId id) {
        int index = indexOf(id);
        return index < 0 || entities.get(index).kind() != kind ? -1 : slot[index];
    }

    /** Where relations of this kind lead from the entity: its children for CONTAINS, what it feeds for FEEDS. */
    public int[] targets(RelationKind kind, int index) {
        Adjacency rows = out.get(kind);
        return rows == null ? new int[0] : rows.neighbours(index);
    }

    /** Where relations of this kind come from: the container for CONTAINS, the jobs of a node for RUNS_ON. */
    public int[] origins(RelationKind kind, int index) {
        Adjacency rows = in.get(kind);
        return rows == null ? new int[0] : rows.neighbours(index);
    }

    public List<Feeding> feeders(int index) {
        Adjacency rows = in.get(RelationKind.FEEDS);
        List<Feeding> feeders = new ArrayList<>();
        if (rows != null) {
            for (int at = rows.first(index); at < rows.end(index); at++) {
                feeders.add(new Feeding(rows.neighbour(at), rows.side(at), rows.phase(at)));
            }
        }
        return feeders;
    }

    /** What contains the entity, or -1. */
    public int parent(int index) {
        Adjacency rows = in.get(RelationKind.CONTAINS);
        return rows == null || rows.first(index) == rows.end(index) ? -1 : rows.neighbour(rows.first(index));
    }

    /** The nearest container of that kind, the entity itself included, or -1. */
    public int ancestor(int index, EntityKind kind) {
        int at = index;
        while (at >= 0 && entities.get(at).kind() != kind) {
            at = parent(at);
        }
        return at;
    }

    /** Visits the entity and everything it contains, containers first. */
    public void within(int index, IntConsumer visitor) {
        visitor.accept(index);
        Adjacency rows = out.get(RelationKind.CONTAINS);
        if (rows != null) {
            for (int at = rows.first(index); at < rows.end(index); at++) {
                within(rows.neighbour(at), visitor);
            }
        }
    }

    /** Dense indices of all entities of {@code kind} inside the entity, itself included. */
    public int[] within(int index, EntityKind kind) {
        IndexList found = new IndexList();
        within(index, i -> {
            if (entities.get(i).kind() == kind) {
                found.add(i);
            }
        });
        return found.toArray();
    }

    public List<Limit> limits(EntityId id) {
        return limits.getOrDefault(id, List.of());
    }

    public List<Limit> limits(EntityId id, MetricId metric) {
        return limits(id).stream().filter(l -> l.metric().equals(metric)).toList();
    }

    /** The limit that binds first at {@code time}: the lowest upper or the highest lower one. */
    public Optional<Limit> binding(EntityId id, MetricId metric, Bound bound, long time) {
        Limit best = null;
        for (Limit limit : limits(id)) {
            double value = limit.at(time);
            if (limit.bound() == bound && limit.metric().equals(metric) && !Double.isNaN(value)) {
                boolean tighter =
                        best == null || (bound == Bound.UPPER ? value < best.at(time) : value > best.at(time));
                best = tighter ? limit : best;
            }
        }
        return Optional.ofNullable(best);
    }

    public Map<EntityId, List<Limit>> limits() {
        return limits;
    }

    /** Vendor names of an entity, for example {@code dcgm.uuid}, {@code pci}, {@code slurm.node}. */
    public Map<String, String> nativeIds(EntityId id) {
        return nativeIds.getOrDefault(id, Map.of());
    }

    public Map<EntityId, Map<String, String>> nativeIds() {
        return nativeIds;
    }

    /** All relations, in no promised order. */
    public List<Relation> relations() {
        List<Relation> all = new ArrayList<>();
        out.forEach((kind, rows) -> {
            for (int i = 0; i < entities.size(); i++) {
                for (int at = rows.first(i); at < rows.end(i); at++) {
                    EntityId to = entities.get(rows.neighbour(at)).id();
                    all.add(new Relation(kind, entities.get(i).id(), to, rows.side(at), rows.phase(at)));
                }
            }
        });
        return all;
    }

    /** The whole plant as one change on nothing: how a desk that just attached gets it. */
    public PlantChange whole() {
        List<Limit> allLimits = limits.values().stream().flatMap(List::stream).toList();
        return new PlantChange(List.of(), entities, List.of(), relations(), allLimits, nativeIds);
    }

    /** Names from the site down to the entity, for a breadcrumb. */
    public List<Entity> path(int index) {
        List<Entity> path = new ArrayList<>();
        for (int at = index; at >= 0; at = parent(at)) {
            path.addFirst(entities.get(at));
        }
        return path;
    }

    private int[] kindIndices(EntityKind kind) {
        return ofKind.getOrDefault(kind, NONE);
    }

    private static final int[] NONE = {};

    /** A growing list of ints, to spare boxing in walks over large plants. */
    private static final class IndexList {
        private int[] items = new int[16];
        private int size;

        void add(int item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
            }
            items[size++] = item;
        }

        int[] toArray() {
            return Arrays.copyOf(items, size);
        }
    }
}
