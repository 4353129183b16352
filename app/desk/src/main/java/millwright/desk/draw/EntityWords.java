package millwright.desk.draw;

import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Plant;

/** How an entity is called where no tree stands beside it: {@code R1-04 T07 G2}. Stateless. */
public final class EntityWords {
    private EntityWords() {}

    /** What nobody knows is called by its id. */
    public static String name(Plant plant, EntityId id) {
        int at = plant.indexOf(id);
        if (at < 0) {
            return id.text();
        }
        Entity entity = plant.entity(at);
        return switch (entity.kind()) {
            case GPU, GPU_INSTANCE, NIC, PUMP, SWITCH, NODE -> parentName(plant, at) + entity.name();
            default -> entity.name();
        };
    }

    private static String parentName(Plant plant, int at) {
        int parent = plant.parent(at);
        if (parent < 0) {
            return "";
        }
        Entity entity = plant.entity(parent);
        return switch (entity.kind()) {
            case NODE, GPU -> parentName(plant, parent) + entity.name() + " ";
            default -> entity.name() + " ";
        };
    }
}
