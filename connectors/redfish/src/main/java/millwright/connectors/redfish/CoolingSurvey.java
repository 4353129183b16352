package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.Relation;

/**
 * ThermalEquipment: cooling units with their pumps, loops and leak detectors. A unit's own values are those of its secondary
 * side, which cools the racks. The poller's thread.
 */
final class CoolingSurvey {
    private final Tour tour;
    private final Inventory inventory;

    CoolingSurvey(Tour tour, Inventory inventory) {
        this.tour = tour;
        this.inventory = inventory;
    }

    void look(Document equipment, String host) throws IOException, InterruptedException {
        for (String name : List.of("CDUs", "ImmersionUnits", "HeatExchangers")) {
            for (Document unit : tour.members(equipment, name)) {
                if (!Health.isAbsent(unit)) {
                    unit(unit, host);
                }
            }
        }
        leakDetection(equipment, "LeakDetection", host, new Inventory.Home.Floor(host));
    }

    private void unit(Document unit, String host) throws IOException, InterruptedException {
        EntityId id = Survey.id(EntityKind.CDU, host, unit.path());
        device(unit, id, EntityKind.CDU, new Inventory.Home.Floor(host));
        inventory.meter(unit.path(), 0, List.of(inventory.words(id, "health", "Status/Health", Health.WORDS)));
        double watts = unit.number("CoolingCapacityWatts");
        if (watts > 0) {
            inventory.limit(Limit.upper(id, inventory.metric("cooling.heat").id(), LimitOrigin.NAMEPLATE, watts));
        }
        Optional<String> environment = tour.path(unit, "EnvironmentMetrics");
        if (environment.isPresent()) {
            inventory.meter(environment.get(), 0, List.of(inventory.field(id, "cooling.power", "PowerWatts/Reading")));
        }
        for (Document pump : tour.members(unit, "Pumps")) {
            pump(pump, host, id);
        }
        List<Document> racks = tour.members(unit, "SecondaryCoolantConnectors");
        for (Document connector : racks) {
            loop(connector, host, id, true, racks.size() == 1);
        }
        for (Document connector : tour.members(unit, "PrimaryCoolantConnectors")) {
            loop(connector, host, id, false, false);
        }
        leaks(unit, "", host, new Inventory.Home.Within(id));
    }

    private void device(Document resource, EntityId id, EntityKind kind, Inventory.Home home, Relation... relations) {
        String name = resource.text("Name", resource.text("Id", kind.prefix()));
        Entity entity =
                kind == EntityKind.LOOP ? new Entity.Place(id, name, kind) : new Entity.CoolingDevice(id, name, kind);
        inventory.part(entity, home, Inventory.natives(resource), relations);
        inventory.condition(resource, id, kind.prefix());
        inventory.owner(resource.path(), id);
    }

    private void pump(Document pump, String host, EntityId unit) {
        if (!Health.isAbsent(pump)) {
            EntityId id = Survey.id(EntityKind.PUMP, host, pump.path());
            device(pump, id, EntityKind.PUMP, new Inventory.Home.Within(unit));
            inventory.meter(
                    pump.path(),
                    0,
                    List.of(
                            inventory.field(id, "pump.speed", "PumpSpeedPercent/Reading"),
                            inventory.words(id, "health", "Status/Health", Health.WORDS)));
        }
    }

    private void loop(Document connector, String host, EntityId unit, boolean racks, boolean alone) {
        if (Health.isAbsent(connector)) {
            return;
        }
        EntityId id = Survey.id(EntityKind.LOOP, host, connector.path());
        Relation cools = racks
                ? Relation.of(millwright.plant.RelationKind.COOLS, unit, id)
                : Relation.of(millwright.plant.RelationKind.COOLS, id, unit);
        device(connector, id, EntityKind.LOOP, new Inventory.Home.Within(unit), cools);
        List<Field> fields = new ArrayList<>(coolant(connector, id, true));
        if (racks) {
            fields.addAll(coolant(connector, unit, alone));
        }
        inventory.meter(connector.path(), 0, fields);
    }

    /** Several loops have no one pressure. */
    private List<Field> coolant(Document connector, EntityId id, boolean pressure) {
        List<Field> fields = new ArrayList<>();
        fields.add(inventory.field(id, "cooling.flow", "FlowLitersPerMinute/Reading"));
        fields.add(inventory.field(id, "cooling.supply", "SupplyTemperatureCelsius/Reading"));
        fields.add(inventory.field(id, "cooling.return", "ReturnTemperatureCelsius/Reading"));
        if (pressure) {
            fields.add(inventory.field(id, "cooling.pressure", "DeltaPressurekPa/Reading"));
        }
        if (connector.has("HeatRemovedkW")) {
            fields.add(inventory.field(id, "cooling.heat", "HeatRemovedkW/Reading", 1_000));
        }
        return fields;
    }

    /** The leak detectors of a cooling unit or of a chassis. @param through a link on the way, empty for none */
    void leaks(Document owner, String through, String host, Inventory.Home home)
            throws IOException, InterruptedException {
        Optional<Document> at = through.isEmpty() ? Optional.of(owner) : tour.follow(owner, through);
        if (at.isPresent()) {
            leakDetection(at.get(), "LeakDetection", host, home);
        }
    }

    private void leakDetection(Document owner, String link, String host, Inventory.Home home)
            throws IOException, InterruptedException {
        Optional<Document> detection = tour.follow(owner, link);
        if (detection.isPresent()) {
            for (Document detector : tour.members(detection.get(), "LeakDetectors")) {
                if (!Health.isAbsent(detector)) {
                    EntityId id = Survey.id(EntityKind.LEAK_DETECTOR, host, detector.path());
                    device(detector, id, EntityKind.LEAK_DETECTOR, home);
                    Map<String, Integer> words = Health.WORDS;
                    inventory.meter(
                            detector.path(), 0, List.of(inventory.words(id, "leak.state", "DetectorState", words)));
                }
            }
        }
    }
}
