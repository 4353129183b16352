package millwright.connectors.csv;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import millwright.plant.JobClass;
import millwright.plant.RackSlot;
import millwright.plant.Side;

/** Makes one entity out of the texts of a row. */
final class EntityMaker {
    private static final int RACK_UNITS = 42;

    private final ZoneId zone;

    /** @param zone wall clock of sites */
    EntityMaker(ZoneId zone) {
        this.zone = zone;
    }

    /** What may stand under {@code attributes:} of a kind. */
    static Set<String> attributesOf(EntityKind kind) {
        return new TreeSet<>(
                switch (kind) {
                    case RACK -> Set.of("units", "position");
                    case NODE -> Set.of("host", "unit", "height");
                    case GPU -> Set.of("index", "model");
                    case NIC, LINK -> Set.of("gigabits");
                    case ENDPOINT -> Set.of("model", "precision");
                    case JOB -> Set.of("nativeId");
                    case PROCESS -> Set.of("pid");
                    case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL -> Set.of("voltage");
                    case SITE,
                            HALL,
                            ROW,
                            SWITCH,
                            CDU,
                            PUMP,
                            LOOP,
                            CHILLER,
                            LEAK_DETECTOR,
                            REPLICA,
                            MODEL,
                            ORG,
                            TARIFF,
                            SOURCE,
                            GPU_INSTANCE -> Set.of();
                });
    }

    /** @throws BadCell naming the attribute that is no number */
    Entity make(EntityKind kind, EntityId id, String name, Map<String, String> attributes) {
        return switch (kind) {
            case SITE -> new Entity.Site(id, name, zone);
            case HALL, ROW, LOOP -> new Entity.Place(id, name, kind);
            case RACK ->
                new Entity.Rack(id, name, whole(attributes, "units", RACK_UNITS), whole(attributes, "position", 0));
            case NODE -> new Entity.Node(id, name, attributes.getOrDefault("host", name), slot(attributes));
            case GPU -> new Entity.Gpu(id, name, whole(attributes, "index", 0), attributes.getOrDefault("model", ""));
            case NIC -> new Entity.Nic(id, name, whole(attributes, "gigabits", 0));
            case SWITCH -> new Entity.Switch(id, name, FabricTier.LEAF);
            case LINK -> new Entity.Link(id, name, whole(attributes, "gigabits", 0));
            case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL ->
                new Entity.PowerDevice(id, name, kind, Side.NONE, whole(attributes, "voltage", 0));
            case CDU, PUMP, CHILLER, LEAK_DETECTOR -> new Entity.CoolingDevice(id, name, kind);
            case JOB -> new Entity.Job(id, name, JobClass.OTHER, attributes.getOrDefault("nativeId", name), null, 0);
            case PROCESS -> new Entity.Process(id, name, whole(attributes, "pid", 0));
            case ENDPOINT ->
                new Entity.Endpoint(
                        id, name, attributes.getOrDefault("model", ""), attributes.getOrDefault("precision", ""));
            case REPLICA, MODEL, ORG, TARIFF, GPU_INSTANCE -> new Entity.Named(id, name, kind);
            case SOURCE -> new Entity.Source(id, name, CsvImport.FORMAT, false);
        };
    }

    private static RackSlot slot(Map<String, String> attributes) {
        int unit = whole(attributes, "unit", 0);
        int height = whole(attributes, "height", 1);
        return unit == 0 ? RackSlot.UNPLACED : RackSlot.full(unit, Math.max(1, height));
    }

    private static int whole(Map<String, String> attributes, String key, int absent) {
        String text = attributes.getOrDefault(key, "");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a negative number
        }
        throw new BadCell(key, "'" + text + "' is no whole number from 0");
    }
}
