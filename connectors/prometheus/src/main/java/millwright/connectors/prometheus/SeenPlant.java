package millwright.connectors.prometheus;

import java.util.Collection;
import java.util.Optional;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** The plant as far as scrapes have shown it. One thread at a time. Grows with the hosts and GPUs seen. */
final class SeenPlant {
    private final GrowingPlant growing;

    SeenPlant(Placement placement) {
        growing = new GrowingPlant(placement);
    }

    Plant plant() {
        return growing.plant();
    }

    /** Takes in what is new. @return what to tell of it, or nothing when all was known */
    Optional<PlantChanged> see(Collection<Mapping.Seen> seen, long now) {
        for (Mapping.Seen one : seen) {
            if (!growing.knows(one.id())) {
                add(one);
                growing.nativeIds(one.id(), one.labels());
            }
        }
        return growing.told(now);
    }

    private void add(Mapping.Seen one) {
        String model = one.labels().getOrDefault("model", "");
        if (one.kind() == EntityKind.ENDPOINT) {
            growing.put(new Entity.Endpoint(one.id(), one.name(), model, ""));
            return;
        }
        growing.put(growing.node(one.host()), new Entity.Gpu(one.id(), one.name(), one.index(), model));
    }
}
