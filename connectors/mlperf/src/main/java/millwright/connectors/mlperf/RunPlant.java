package millwright.connectors.mlperf;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Phase;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.Side;

/**
 * The plant of a set of runs: one node per system, fed by one supply per analyser channel. Nothing says where it stands,
 * so it is in a row and rack named "unplaced".
 */
final class RunPlant {
    static final EntityId SOURCE = EntityId.of(EntityKind.SOURCE, MlperfImport.FORMAT);
    private static final EntityId SITE = EntityId.of(EntityKind.SITE, MlperfImport.FORMAT);
    private static final EntityId HALL = EntityId.of(EntityKind.HALL, MlperfImport.FORMAT);
    private static final EntityId ROW = EntityId.of(EntityKind.ROW, "unplaced");
    private static final EntityId RACK = EntityId.of(EntityKind.RACK, "unplaced");
    private static final int RACK_UNITS = 42;

    private RunPlant() {}

    static EntityId node(String system) {
        return EntityId.of(EntityKind.NODE, system);
    }

    static EntityId supply(String system, String channel) {
        return EntityId.of(EntityKind.POWER_SHELF, system + "/" + channel);
    }

    /** @param channels by system */
    static Plant build(SortedMap<String, SortedSet<String>> channels, ZoneId zone, Map<String, String> provenance) {
        PlantBuilder plant = Plant.builder()
                .put(new Entity.Site(SITE, "MLPerf power runs", zone))
                .put(SITE, new Entity.Place(HALL, "MLPerf power runs", EntityKind.HALL))
                .put(HALL, new Entity.Place(ROW, "unplaced", EntityKind.ROW))
                .put(ROW, new Entity.Rack(RACK, "unplaced", RACK_UNITS, 1))
                .put(new Entity.Source(SOURCE, "MLPerf import", MlperfImport.FORMAT, false))
                .nativeIds(SOURCE, provenance);
        channels.forEach((system, names) -> system(plant, system, List.copyOf(names)));
        return plant.build(1);
    }

    private static void system(PlantBuilder plant, String system, List<String> channels) {
        EntityId node = node(system);
        plant.put(RACK, new Entity.Node(node, system, system, RackSlot.UNPLACED));
        plant.nativeIds(node, Map.of("mlperf.system", system));
        for (String channel : channels) {
            EntityId supply = supply(system, channel);
            plant.put(RACK, new Entity.PowerDevice(supply, channel, EntityKind.POWER_SHELF, Side.NONE, 0));
            plant.relate(Relation.feeds(supply, node, Side.NONE, Phase.NONE));
        }
    }
}
