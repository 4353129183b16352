package millwright.connectors.redfish;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.plant.Aggregation;
import millwright.plant.EntityId;

/** Which single sensors of a chassis mean something to the plant, by what they read, where, and of which thing. */
final class SensorSurvey {
    private final Tour tour;
    private final Inventory inventory;
    private final Map<String, EntityId> gpus;
    private final Set<String> summed = new HashSet<>();

    SensorSurvey(Tour tour, Inventory inventory, Map<String, EntityId> gpus) {
        this.tour = tour;
        this.inventory = inventory;
        this.gpus = gpus;
    }

    void take(Document sensor, EntityId node, int rank) {
        if (Health.isAbsent(sensor)) {
            return;
        }
        for (String related : tour.paths(sensor, "RelatedItem")) {
            EntityId gpu = gpus.get(related);
            if (gpu != null) {
                add(sensor, gpu, ofGpu(sensor), rank);
                return;
            }
        }
        add(sensor, node, ofNode(sensor), rank);
    }

    private void add(Document sensor, EntityId entity, String metric, int rank) {
        if (metric.isEmpty()) {
            return;
        }
        boolean sums = inventory.metric(metric).aggregation() == Aggregation.SUM;
        // two sensors of one sum may well measure the same watts
        if (!sums || summed.add(entity.text() + " " + metric)) {
            double scale = type(sensor).equals("EnergykWh") ? 3.6e6 : 1;
            inventory.meter(sensor.path(), rank, List.of(inventory.field(entity, metric, "Reading", scale)));
        }
    }

    private static String type(Document sensor) {
        return sensor.text("ReadingType").orElseGet(() -> switch (sensor.text("ReadingUnits", "")) {
            case "Cel", "C" -> "Temperature";
            case "W" -> "Power";
            case "J" -> "EnergyJoules";
            case "L/min" -> "LiquidFlowLPM";
            default -> "";
        });
    }

    private static String ofNode(Document sensor) {
        String context = sensor.text("PhysicalContext", "");
        boolean whole = context.equals("Chassis") || context.equals("SystemBoard");
        return switch (type(sensor)) {
            case "Temperature" -> OldChassis.temperatureAt(context);
            case "Power" -> whole && total(sensor) ? "node.power" : "";
            case "EnergykWh", "EnergyJoules" -> whole && total(sensor) ? "node.energy" : "";
            case "LiquidFlowLPM" -> "node.coolant.flow";
            default -> "";
        };
    }

    private static boolean total(Document sensor) {
        return List.of("Total", "").contains(sensor.text("ElectricalContext", ""));
    }

    private static String ofGpu(Document sensor) {
        String id = sensor.text("Id", "").toUpperCase(Locale.ROOT);
        boolean memory = sensor.text("PhysicalContext", "").startsWith("Memory")
                || id.contains("DRAM")
                || id.contains("HBM")
                || id.contains("MEMORY");
        boolean headroom = sensor.text("ReadingBasis", "").equals("Headroom");
        return switch (type(sensor)) {
            case "Temperature" ->
                headroom
                        ? memory ? "" : "gpu.temperature.margin"
                        : memory ? "gpu.memory.temperature" : "gpu.temperature";
            case "Power" -> memory ? "" : "gpu.power";
            case "EnergykWh", "EnergyJoules" -> memory ? "" : "gpu.energy";
            default -> "";
        };
    }
}
