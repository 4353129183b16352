package millwright.connectors.csv;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds the plant of an import. What the tables place stays where they place it; what they do not is put into a row
 * named "unplaced", nodes a rackful at a time and in the order of the tables, because nobody said where they stand.
 */
final class Placement {
    private static final EntityId UNPLACED = EntityId.of(EntityKind.ROW, "unplaced");
    private static final int RACK_UNITS = 42;

    private final PlantBuilder plant = Plant.builder();
    private final Map<EntityId, Integer> nodesIn = new HashMap<>();
    private final Map<EntityId, Integer> racksIn = new HashMap<>();
    private final Map<EntityId, String> rowNames = new HashMap<>();
    private final int nodesPerRack;
    private final EntityId site;
    private final EntityId hall;

    private Placement(Mapping mapping, ZoneId zone) {
        nodesPerRack = mapping.nodesPerRack();
        site = EntityId.of(EntityKind.SITE, mapping.name());
        hall = EntityId.of(EntityKind.HALL, mapping.name());
        plant.put(new Entity.Site(site, mapping.title(), zone));
        plant.put(site, new Entity.Place(hall, mapping.title(), EntityKind.HALL));
    }

    static Plant build(
            Mapping mapping, ZoneId zone, Entities entities, Entity.Source source, Map<String, String> provenance) {
        Placement placement = new Placement(mapping, zone);
        entities.all().forEach(placement::place);
        placement.plant.put(source).nativeIds(source.id(), provenance);
        return placement.plant.build(1);
    }

    private void place(Entities.Found found) {
        Entity entity = found.entity();
        EntityId in = container(entity, found.in());
        if (in == null) {
            plant.put(entity);
        } else {
            plant.put(in, entity);
        }
        if (entity.kind() == EntityKind.ROW) {
            rowNames.put(entity.id(), entity.name());
        }
        if (!found.natives().isEmpty()) {
            plant.nativeIds(entity.id(), found.natives());
        }
    }

    private @Nullable EntityId container(Entity entity, @Nullable EntityId in) {
        return switch (entity.kind()) {
            case SITE, ORG, TARIFF, MODEL, SOURCE, JOB, PROCESS, ENDPOINT, REPLICA, LINK -> in;
            case HALL -> in == null ? site : in;
            case ROW, UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, MECHANICAL, CDU, PUMP, LOOP, CHILLER, LEAK_DETECTOR ->
                in == null ? hall : in;
            case RACK -> in == null ? unplacedRow() : in;
            case NODE, SWITCH, POWER_SHELF -> inRack(in == null ? unplacedRow() : in);
            case GPU, GPU_INSTANCE, NIC -> in;
        };
    }

    private EntityId unplacedRow() {
        if (rowNames.putIfAbsent(UNPLACED, "unplaced") == null) {
            plant.put(hall, new Entity.Place(UNPLACED, "unplaced", EntityKind.ROW));
        }
        return UNPLACED;
    }

    /** The container itself when it is a rack; else the rack below it that still has room. */
    private EntityId inRack(EntityId container) {
        if (!container.text().startsWith(EntityKind.ROW.prefix() + ":")) {
            return container;
        }
        int nodes = nodesIn.merge(container, 1, Integer::sum) - 1;
        int number = nodes / nodesPerRack + 1;
        String row = rowNames.getOrDefault(container, container.text());
        String name = row + " " + number;
        EntityId rack = EntityId.of(EntityKind.RACK, name);
        if (racksIn.getOrDefault(container, 0) < number) {
            racksIn.put(container, number);
            plant.put(container, new Entity.Rack(rack, name, RACK_UNITS, number));
        }
        return rack;
    }
}
