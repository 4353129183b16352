package millwright.connectors.gateway;

import java.util.function.BiPredicate;
import millwright.plant.Entity;
import millwright.plant.Plant;

/**
 * What a caller may know of: dense indices, counts, names, sums and sequences exist per scope, and frames are shared
 * only between attachments of one.
 *
 * @param sees whether an entity of the plant belongs to it
 */
public record Scope(String name, BiPredicate<Plant, Entity> sees) {
    private static final Scope EVERYTHING = new Scope("everything", (plant, entity) -> true);

    public static Scope everything() {
        return EVERYTHING;
    }

    boolean isEverything() {
        return this == EVERYTHING;
    }
}
