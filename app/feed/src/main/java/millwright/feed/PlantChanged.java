package millwright.feed;

import java.util.Objects;
import millwright.plant.PlantChange;

/** A new revision of the plant. {@code whole}: the change builds it from nothing; else it applies to revision - 1. */
public record PlantChanged(long revision, long time, PlantChange change, boolean whole) implements PlantEvent {
    public PlantChanged {
        Objects.requireNonNull(change, "change");
    }
}
