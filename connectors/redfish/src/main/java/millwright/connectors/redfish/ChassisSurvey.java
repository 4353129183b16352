package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;

/**
 * Chassis: what a node draws, how warm its air and water are, its supplies and fans. The new subsystems are asked first and
 * the old Power and Thermal only for what those do not tell. A node has one chassis that speaks for it; others come after it
 * in rank. The poller's thread.
 */
final class ChassisSurvey {
    private static final int RANKS = 10;
    private static final int OWN = 0;
    private static final int SUBSYSTEM = 1;
    private static final int SUPPLIES = 2;
    private static final int SENSORS = 3;
    private static final int OLD = 4;

    private final Tour tour;
    private final Inventory inventory;
    private final SystemSurvey systems;

    ChassisSurvey(Tour tour, Inventory inventory, SystemSurvey systems) {
        this.tour = tour;
        this.inventory = inventory;
        this.systems = systems;
    }

    void look(Document root) throws IOException, InterruptedException {
        List<Document> chassis = new ArrayList<>(tour.members(root, "Chassis"));
        chassis.sort(java.util.Comparator.comparingInt(this::place));
        new ModuleSurvey(tour, inventory, systems).look(chassis);
        int order = 0;
        for (Document one : chassis) {
            Optional<String> host = hostOf(one);
            if (host.isPresent()) {
                EntityId node = EntityId.of(EntityKind.NODE, host.get());
                inventory.owner(one.path(), node);
                inventory.condition(one, node, "chassis");
                if (speaksForNode(one, chassis.size())) {
                    node(one, node, RANKS * order++);
                }
                new CoolingSurvey(tour, inventory)
                        .leaks(one, "ThermalSubsystem", host.get(), new Inventory.Home.Within(node));
                sensors(one, node, order);
            }
        }
    }

    /** The chassis that a system names first goes first. */
    private int place(Document chassis) {
        int at = systems.chassis().indexOf(Paths.key(chassis.path()));
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    private Optional<String> hostOf(Document chassis) {
        for (String system : tour.paths(chassis, "Links/ComputerSystems")) {
            Optional<String> host = systems.hostOf(system);
            if (host.isPresent()) {
                return host;
            }
        }
        return systems.mainHost().isEmpty() ? Optional.empty() : Optional.of(systems.mainHost());
    }

    /** Parts of a machine, such as the module of one GPU, have chassis of their own that say nothing of the whole. */
    private boolean speaksForNode(Document chassis, int all) {
        String type = chassis.text("ChassisType", "");
        boolean part = List.of("Component", "Module", "Card", "Cartridge", "Row", "Pod")
                        .contains(type)
                || chassis.text("Id", "").startsWith("HGX_");
        return all == 1
                || !part
                        && (place(chassis) < Integer.MAX_VALUE
                                || systems.chassis().isEmpty());
    }

    private void node(Document chassis, EntityId node, int rank) throws IOException, InterruptedException {
        Optional<Document> own = tour.follow(chassis, "EnvironmentMetrics");
        if (own.isPresent()) {
            environment(own.get(), node, rank + OWN);
        }
        Optional<Document> power = tour.follow(chassis, "PowerSubsystem");
        if (power.isPresent()) {
            subsystem(power.get(), node, rank);
        }
        Optional<Document> thermal = tour.follow(chassis, "ThermalSubsystem");
        if (thermal.isPresent()) {
            thermal(thermal.get(), node, rank + SUBSYSTEM);
        }
        Optional<Document> oldPower = tour.follow(chassis, "Power");
        if (oldPower.isPresent()) {
            OldChassis.power(inventory, oldPower.get(), node, rank + OLD, power.isEmpty());
        }
        Optional<Document> oldThermal = tour.follow(chassis, "Thermal");
        if (oldThermal.isPresent()) {
            OldChassis.thermal(inventory, oldThermal.get(), node, rank + OLD, thermal.isEmpty());
        }
    }

    private void environment(Document metrics, EntityId node, int rank) {
        List<Field> fields = new ArrayList<>();
        fields.add(inventory.field(node, "node.power", "PowerWatts/Reading"));
        SystemSurvey.energy(inventory, metrics, node, "node.energy").ifPresent(fields::add);
        for (int fan = 0; fan < metrics.items("FanSpeedsPercent").size(); fan++) {
            fields.add(inventory.field(node, "node.fan.speed", "FanSpeedsPercent/" + fan + "/Reading"));
        }
        inventory.meter(metrics.path(), rank, fields);
        if (metrics.has("PowerLimitWatts")) {
            double cap = metrics.number("PowerLimitWatts/SetPoint");
            boolean off = metrics.text("PowerLimitWatts/ControlMode", "").equals("Disabled") || !(cap > 0);
            limit(node, LimitOrigin.CAP, off ? Double.NaN : cap);
        }
    }

    /** @param watts NaN for "none any more" */
    private void limit(EntityId node, LimitOrigin origin, double watts) {
        inventory.limit(Limit.upper(node, inventory.metric("node.power").id(), origin, watts));
    }

    private void subsystem(Document power, EntityId node, int rank) throws IOException, InterruptedException {
        inventory.condition(power, node, "power");
        double capacity = power.number("CapacityWatts");
        if (capacity > 0) {
            limit(node, LimitOrigin.NAMEPLATE, capacity);
        }
        if (power.has("Allocation")) {
            inventory.meter(
                    power.path(),
                    rank + SUBSYSTEM,
                    List.of(inventory.field(node, "node.power.committed", "Allocation/AllocatedWatts")));
        }
        for (Document supply : tour.members(power, "PowerSupplies")) {
            inventory.condition(supply, node, "supply");
            Optional<String> metrics = tour.path(supply, "Metrics");
            if (metrics.isPresent() && !Health.isAbsent(supply)) {
                inventory.meter(
                        metrics.get(),
                        rank + SUPPLIES,
                        List.of(
                                inventory.field(node, "node.power", "InputPowerWatts/Reading"),
                                inventory.field(node, "node.voltage", "InputVoltage/Reading"),
                                inventory.field(node, "node.current", "InputCurrentAmps/Reading"),
                                inventory.field(node, "node.energy", "EnergykWh/Reading", 3.6e6)));
            }
        }
    }

    private void thermal(Document thermal, EntityId node, int rank) throws IOException, InterruptedException {
        inventory.condition(thermal, node, "cooling");
        Optional<Document> metrics = tour.follow(thermal, "ThermalMetrics");
        if (metrics.isPresent()) {
            String summary = "TemperatureSummaryCelsius/";
            List<Field> fields = new ArrayList<>();
            if (metrics.get().has(summary + "Intake")) {
                fields.add(inventory.field(node, "node.inlet.temperature", summary + "Intake/Reading"));
            }
            if (metrics.get().has(summary + "Exhaust")) {
                fields.add(inventory.field(node, "node.outlet.temperature", summary + "Exhaust/Reading"));
            }
            inventory.meter(metrics.get().path(), rank, fields);
        }
        for (Document fan : tour.members(thermal, "Fans")) {
            inventory.condition(fan, node, "fan");
            if (!Health.isAbsent(fan) && fan.has("SpeedPercent")) {
                inventory.meter(
                        fan.path(), rank, List.of(inventory.field(node, "node.fan.speed", "SpeedPercent/Reading")));
            }
        }
    }

    private void sensors(Document chassis, EntityId node, int order) throws IOException, InterruptedException {
        SensorSurvey survey = new SensorSurvey(tour, inventory, systems.gpus());
        int rank = RANKS * Math.max(0, order - 1) + SENSORS;
        for (Document sensor : tour.members(chassis, "Sensors")) {
            survey.take(sensor, node, rank);
        }
    }
}
