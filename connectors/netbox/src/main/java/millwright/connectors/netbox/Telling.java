package millwright.connectors.netbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.feed.PlantChanged;
import millwright.plant.Limit;
import millwright.plant.StepFunction;

/** Tells what differs between one reading and the next. One thread; as large as what was told. */
final class Telling {
    private final GrowingPlant growing = new GrowingPlant(Placement.NONE);
    private Wanted told = new Wanted();

    /**
     * The change to the plant of this reading; nothing when it is as told.
     *
     * @throws IllegalArgumentException when it does not fit together; what was told stands then
     */
    Optional<PlantChanged> tell(Wanted wanted, long now) {
        told.entities.keySet().stream().filter(id -> !wanted.has(id)).forEach(growing::remove);
        wanted.entities.values().forEach(growing::put);
        told.relations.stream()
                .filter(r -> !wanted.relations.contains(r) && wanted.has(r.from()) && wanted.has(r.to()))
                .forEach(growing::unrelate);
        wanted.relations.stream().filter(r -> !told.relations.contains(r)).forEach(growing::relate);
        wanted.limits.forEach((key, limit) -> {
            Limit before = told.limits.get(key);
            if (before == null || before.at(now) != limit.at(now)) {
                growing.limit(limit);
            }
        });
        told.limits.forEach((key, limit) -> {
            if (!wanted.limits.containsKey(key) && wanted.has(key.entity())) {
                growing.limit(none(limit));
            }
        });
        wanted.natives.forEach((id, names) -> {
            Map<String, String> before = told.natives.getOrDefault(id, Map.of());
            if (!names.equals(before)) {
                Map<String, String> said = new HashMap<>(names);
                before.keySet().forEach(name -> said.putIfAbsent(name, ""));
                growing.nativeIds(id, said);
            }
        });
        Optional<PlantChanged> change = growing.told(now);
        told = wanted;
        return change;
    }

    /** A limit cannot be taken back, but it can say nothing. */
    private static Limit none(Limit limit) {
        return new Limit(
                limit.entity(), limit.metric(), limit.bound(), limit.origin(), StepFunction.constant(Double.NaN));
    }
}
