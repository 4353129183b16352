package millwright.connectors.source.exporter;

import java.util.Collection;
import java.util.Optional;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** The plant as far as exporters have shown it. One thread at a time. Grows with the hosts and GPUs seen. */
public final class SeenPlant {
    private final GrowingPlant growing;

    public SeenPlant(Placement placement) {
        growing = new GrowingPlant(placement);
    }

    public Plant plant() {
        return growing.plant();
    }

    /** Takes in what is new. @return what to tell of it, or nothing when all was known */
    public Optional<PlantChanged> see(Collection<Seen> seen, long now) {
        for (Seen one : seen) {
            if (!growing.knows(one.id())) {
                add(one);
                growing.nativeIds(one.id(), one.labels());
            }
        }
        return growing.told(now);
    }

    private void add(Seen one) {
        String model = one.labels().getOrDefault("model", "");
        if (one.kind() == EntityKind.ENDPOINT) {
            growing.put(new Entity.Endpoint(one.id(), one.name(), model, ""));
            return;
        }
        if (one.kind() == EntityKind.NODE) {
            growing.node(one.host());
            return;
        }
        if (one.kind() == EntityKind.NIC) {
            growing.put(growing.node(one.host()), new Entity.Nic(one.id(), one.name(), 0));
            return;
        }
        growing.put(growing.node(one.host()), new Entity.Gpu(one.id(), one.name(), one.index(), model));
    }
}
