package millwright.connectors.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.PlantChanged;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.Phase;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;
import millwright.plant.StepFunction;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/**
 * Revisions of the plant. Kinds of entities and relations that this version does not know are passed over, so that an
 * older desk can watch a newer plant. Any thread.
 */
final class PlantCodec {
    private static final String FIELD = "plant_changed";

    private PlantCodec() {}

    static V1.PlantChanged encode(PlantChanged changed) {
        PlantChange change = changed.change();
        V1.PlantChanged.Builder to = V1.PlantChanged.newBuilder()
                .setRevision(changed.revision())
                .setTime(changed.time())
                .setWhole(changed.whole());
        Map<EntityId, Integer> places = new HashMap<>();
        change.removed().forEach(id -> to.addRemoved(id.text()));
        for (Entity entity : change.put()) {
            to.addPut(EntityCodec.encode(entity));
            places.put(entity.id(), to.getPutCount());
        }
        change.unrelated().forEach(r -> to.addUnrelated(relation(r, places)));
        change.related().forEach(r -> to.addRelated(relation(r, places)));
        change.limits().forEach(l -> to.addLimits(limit(l)));
        change.nativeIds()
                .forEach((id, names) -> to.addNativeIds(
                        V1.NativeIds.newBuilder().setEntity(id.text()).putAllNames(names)));
        return to.build();
    }

    private static V1.Relation relation(Relation relation, Map<EntityId, Integer> places) {
        V1.Relation.Builder to = V1.Relation.newBuilder()
                .setKindValue(Words.number(relation.kind()))
                .setSideValue(relation.side() == Side.NONE ? 0 : Words.number(relation.side()))
                .setPhaseValue(relation.phase() == Phase.NONE ? 0 : Words.number(relation.phase()));
        Integer from = places.get(relation.from());
        Integer target = places.get(relation.to());
        if (from == null) {
            to.setFrom(relation.from().text());
        } else {
            to.setFromPut(from);
        }
        if (target == null) {
            to.setTo(relation.to().text());
        } else {
            to.setToPut(target);
        }
        return to.build();
    }

    private static V1.Limit limit(Limit limit) {
        V1.Limit.Builder to = V1.Limit.newBuilder()
                .setEntity(limit.entity().text())
                .setMetric(limit.metric().name())
                .setBoundValue(Words.number(limit.bound()))
                .setOriginValue(Words.number(limit.origin()));
        for (int i = 0; i < limit.values().steps(); i++) {
            to.addFrom(limit.values().from(i)).addValue(limit.values().value(i));
        }
        return to.build();
    }

    static PlantChanged decode(V1.PlantChanged from) {
        List<@Nullable Entity> places = new ArrayList<>(from.getPutCount());
        List<Entity> put = new ArrayList<>(from.getPutCount());
        for (V1.Entity entity : from.getPutList()) {
            Entity known = EntityCodec.decode(entity, FIELD + ".put");
            places.add(known);
            if (known != null) {
                put.add(known);
            }
        }
        List<Limit> limits = new ArrayList<>();
        for (V1.Limit limit : from.getLimitsList()) {
            Limit known = limit(limit);
            if (known != null) {
                limits.add(known);
            }
        }
        Map<EntityId, Map<String, String>> names = new HashMap<>();
        from.getNativeIdsList()
                .forEach(n -> names.put(
                        Words.entity(n.getEntity(), FIELD + ".native_ids.entity"), Map.copyOf(n.getNamesMap())));
        PlantChange change = new PlantChange(
                Words.entities(from.getRemovedList(), FIELD + ".removed"),
                put,
                relations(from.getUnrelatedList(), places, FIELD + ".unrelated"),
                relations(from.getRelatedList(), places, FIELD + ".related"),
                limits,
                names);
        return new PlantChanged(from.getRevision(), from.getTime(), change, from.getWhole());
    }

    private static List<Relation> relations(List<V1.Relation> from, List<@Nullable Entity> places, String field) {
        List<Relation> relations = new ArrayList<>(from.size());
        for (V1.Relation relation : from) {
            RelationKind kind = Words.orNull(RelationKind.values(), relation.getKindValue());
            EntityId start = end(relation.getFromPut(), relation.getFrom(), places, field + ".from");
            EntityId target = end(relation.getToPut(), relation.getTo(), places, field + ".to");
            if (kind != null && start != null && target != null) {
                Side side = Words.orNull(Side.values(), relation.getSideValue());
                Phase phase = Words.orNull(Phase.values(), relation.getPhaseValue());
                relations.add(new Relation(
                        kind, start, target, side == null ? Side.NONE : side, phase == null ? Phase.NONE : phase));
            }
        }
        return relations;
    }

    /** Null for an entity that was passed over. */
    private static @Nullable EntityId end(int place, String name, List<@Nullable Entity> places, String field) {
        if (place == 0) {
            return Words.entity(name, field);
        }
        if (place < 0 || place > places.size()) {
            throw new BadMessage(field + "_put", "there is no entity " + Integer.toUnsignedLong(place) + " in put");
        }
        Entity entity = places.get(place - 1);
        return entity == null ? null : entity.id();
    }

    private static @Nullable Limit limit(V1.Limit from) {
        Bound bound = Words.orNull(Bound.values(), from.getBoundValue());
        LimitOrigin origin = Words.orNull(LimitOrigin.values(), from.getOriginValue());
        if (bound == null || origin == null) {
            return null;
        }
        long[] times = from.getFromList().stream().mapToLong(Long::longValue).toArray();
        double[] values =
                from.getValueList().stream().mapToDouble(Double::doubleValue).toArray();
        StepFunction steps = Words.checked(FIELD + ".limits.from", () -> StepFunction.of(times, values));
        return new Limit(
                Words.entity(from.getEntity(), FIELD + ".limits.entity"),
                Words.metric(from.getMetric(), FIELD + ".limits.metric"),
                bound,
                origin,
                steps);
    }
}
