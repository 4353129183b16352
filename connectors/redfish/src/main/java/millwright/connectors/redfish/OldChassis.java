package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityId;

/** The Power and Thermal resources that the subsystems replaced, and that many controllers still have alone. */
final class OldChassis {
    private static final Map<String, String> BY_CONTEXT = Map.of(
            "Intake", "node.inlet.temperature",
            "Room", "node.inlet.temperature",
            "LiquidInlet", "node.inlet.temperature",
            "Exhaust", "node.outlet.temperature",
            "LiquidOutlet", "node.outlet.temperature",
            "CPU", "node.cpu.temperature");

    private OldChassis() {}

    static String temperatureAt(String physicalContext) {
        return BY_CONTEXT.getOrDefault(physicalContext, "");
    }

    /** @param alone true when no subsystem tells of the same supplies */
    static void power(Inventory inventory, Document power, EntityId node, int rank, boolean alone) {
        List<Field> fields = new ArrayList<>();
        if (!power.items("PowerControl").isEmpty()) {
            fields.add(inventory.field(node, "node.power", "PowerControl/0/PowerConsumedWatts"));
            fields.add(inventory.field(node, "node.power.committed", "PowerControl/0/PowerAllocatedWatts"));
        }
        List<Document> supplies = power.items("PowerSupplies");
        for (int i = 0; i < supplies.size(); i++) {
            Document supply = supplies.get(i);
            if (alone) {
                inventory.condition(supply.at(power.path() + "#/PowerSupplies/" + i), node, "supply");
            }
            if (!Health.isAbsent(supply) && supply.has("LineInputVoltage")) {
                fields.add(inventory.field(node, "node.voltage", "PowerSupplies/" + i + "/LineInputVoltage"));
            }
        }
        inventory.meter(power.path(), rank, fields);
    }

    /** @param alone true when no subsystem tells of the same fans */
    static void thermal(Inventory inventory, Document thermal, EntityId node, int rank, boolean alone) {
        List<Field> fields = new ArrayList<>();
        List<Document> temperatures = thermal.items("Temperatures");
        for (int i = 0; i < temperatures.size(); i++) {
            Document sensor = temperatures.get(i);
            String metric = temperatureAt(sensor.text("PhysicalContext", ""));
            if (!metric.isEmpty() && !Health.isAbsent(sensor)) {
                fields.add(inventory.field(node, metric, "Temperatures/" + i + "/ReadingCelsius"));
            }
        }
        List<Document> fans = thermal.items("Fans");
        for (int i = 0; i < fans.size(); i++) {
            Document fan = fans.get(i);
            if (alone) {
                inventory.condition(fan.at(thermal.path() + "#/Fans/" + i), node, "fan");
            }
            if (!Health.isAbsent(fan) && fan.text("ReadingUnits", "").equals("Percent")) {
                fields.add(inventory.field(node, "node.fan.speed", "Fans/" + i + "/Reading"));
            }
        }
        inventory.meter(thermal.path(), rank, fields);
    }
}
