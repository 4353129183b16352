package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import org.jspecify.annotations.Nullable;

/** A source's change of the plant said in ids of the merged plant. Stateless. */
final class Renaming {
    private Renaming() {}

    /** Every entity, relation, limit and native name under its merged id. */
    static PlantChange of(PlantChange change, UnaryOperator<EntityId> to) {
        Map<EntityId, Map<String, String>> natives = new HashMap<>();
        change.nativeIds().forEach((id, names) -> natives.put(to.apply(id), names));
        return new PlantChange(
                change.removed().stream().map(to).toList(),
                change.put().stream().map(e -> entity(e, to.apply(e.id()))).toList(),
                change.unrelated().stream().map(r -> relation(r, to)).toList(),
                change.related().stream().map(r -> relation(r, to)).toList(),
                change.limits().stream().map(l -> limit(l, to)).toList(),
                natives);
    }

    static Entity entity(Entity e, EntityId id) {
        if (e.id().equals(id)) {
            return e;
        }
        return switch (e) {
            case Entity.Gpu gpu -> new Entity.Gpu(id, gpu.name(), gpu.index(), gpu.model());
            case Entity.Node node -> new Entity.Node(id, node.name(), node.host(), node.slot());
            case Entity.Nic nic -> new Entity.Nic(id, nic.name(), nic.gigabits());
            case Entity.Switch device -> new Entity.Switch(id, device.name(), device.tier());
            case Entity.PowerDevice device ->
                new Entity.PowerDevice(id, device.name(), device.kind(), device.side(), device.voltage());
            case Entity.CoolingDevice device -> new Entity.CoolingDevice(id, device.name(), device.kind());
            case Entity.Site _, Entity.Place _, Entity.Rack _, Entity.Link _, Entity.Job _ -> throw unnamed(e);
            case Entity.Process _, Entity.Endpoint _, Entity.Named _, Entity.Source _ -> throw unnamed(e);
        };
    }

    private static IllegalStateException unnamed(Entity e) {
        return new IllegalStateException("nothing of the kind of " + e + " is joined by its names");
    }

    private static Relation relation(Relation r, UnaryOperator<EntityId> to) {
        return new Relation(r.kind(), to.apply(r.from()), to.apply(r.to()), r.side(), r.phase());
    }

    private static Limit limit(Limit l, UnaryOperator<EntityId> to) {
        return new Limit(to.apply(l.entity()), l.metric(), l.bound(), l.origin(), l.values());
    }

    /**
     * Leaves out what another source said first of things that several tell of: their looks, and where they stand. A rack
     * named "unplaced" is no place: any other wins over it.
     *
     * @param shared entities that another source told of first
     * @param misplaced takes each thing whose place contradicts the one kept, with one line for people
     */
    static PlantChange besides(
            PlantChange change, Plant merged, Set<EntityId> shared, BiConsumer<EntityId, String> misplaced) {
        List<Relation> related = new ArrayList<>();
        List<Relation> unrelated = new ArrayList<>(change.unrelated());
        Set<EntityId> gone = new HashSet<>(change.removed());
        Set<EntityId> placed = new HashSet<>(); // who knows the rack knows the place in it
        for (Relation relation : change.related()) {
            Relation stands = relation.kind() == RelationKind.CONTAINS ? containing(merged, relation.to()) : null;
            if (stands == null
                    || stands.equals(relation)
                    || gone.contains(stands.from())
                    || unrelated.contains(stands)) {
                related.add(relation);
            } else if (isUnplaced(stands.from())) {
                unrelated.add(stands);
                related.add(relation);
                placed.add(relation.to());
            } else if (!isUnplaced(relation.from())) {
                misplaced.accept(
                        relation.to(),
                        relation.to() + " stands in " + stands.from() + ", and in " + relation.from()
                                + " by another source: the first is kept");
            }
        }
        List<Entity> put = change.put().stream()
                .filter(e -> !shared.contains(e.id()) || merged.indexOf(e.id()) < 0 || placed.contains(e.id()))
                .toList();
        return new PlantChange(change.removed(), put, unrelated, related, change.limits(), change.nativeIds());
    }

    /**
     * Puts the parts of GPUs anew whose relations the change tells. A desk too old for that kind passes over what is put and
     * its relations with it, but would look for what is named alone.
     */
    static PlantChange readable(PlantChange change, Plant before) {
        Set<EntityId> told = new HashSet<>(change.removed());
        change.put().forEach(e -> told.add(e.id()));
        List<Entity> put = new ArrayList<>(change.put());
        for (Relation relation : change.related()) {
            for (EntityId end : List.of(relation.from(), relation.to())) {
                if (end.text().startsWith(EntityKind.GPU_INSTANCE.prefix() + ":") && told.add(end)) {
                    before.find(end).ifPresent(put::add);
                }
            }
        }
        return put.size() == change.put().size()
                ? change
                : new PlantChange(
                        change.removed(),
                        put,
                        change.unrelated(),
                        change.related(),
                        change.limits(),
                        change.nativeIds());
    }

    static @Nullable Relation containing(Plant merged, EntityId id) {
        int index = merged.indexOf(id);
        int[] in = index < 0 ? new int[0] : merged.origins(RelationKind.CONTAINS, index);
        return in.length == 0
                ? null
                : Relation.of(RelationKind.CONTAINS, merged.entity(in[0]).id(), id);
    }

    /** One for all, or one a site. */
    static boolean isUnplaced(EntityId id) {
        EntityId all = EntityId.of(EntityKind.RACK, "unplaced");
        return id.equals(all) || id.text().startsWith(all.text() + "@");
    }
}
