package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.Phase;
import millwright.plant.Relation;
import millwright.plant.Side;

/** PowerEquipment: distribution units with their mains, branch circuits and outlets. The poller's thread. */
final class PowerSurvey {
    private static final Map<String, EntityKind> EQUIPMENT = equipment();
    private static final Map<String, Integer> BREAKER = Map.of("Normal", 1, "Tripped", 0, "Off", 0);

    private final Tour tour;
    private final Inventory inventory;
    private final String host;

    PowerSurvey(Tour tour, Inventory inventory, String host) {
        this.tour = tour;
        this.inventory = inventory;
        this.host = host;
    }

    private static Map<String, EntityKind> equipment() {
        Map<String, EntityKind> kinds = new LinkedHashMap<>();
        kinds.put("Switchgear", EntityKind.SWITCHBOARD);
        kinds.put("TransferSwitches", EntityKind.SWITCHBOARD);
        kinds.put("FloorPDUs", EntityKind.PDU);
        kinds.put("RackPDUs", EntityKind.PDU);
        kinds.put("PowerShelves", EntityKind.POWER_SHELF);
        kinds.put("ElectricalBuses", EntityKind.BUSWAY);
        return kinds;
    }

    void look(Document equipment) throws IOException, InterruptedException {
        for (Map.Entry<String, EntityKind> entry : EQUIPMENT.entrySet()) {
            for (Document unit : tour.members(equipment, entry.getKey())) {
                if (!Health.isAbsent(unit)) {
                    unit(unit, entry.getValue());
                }
            }
        }
    }

    private void unit(Document unit, EntityKind kind) throws IOException, InterruptedException {
        EntityId id = Survey.id(kind, host, unit.path());
        device(unit, id, kind, unit.text("Name", unit.text("Id", "PDU")), new Inventory.Home.Floor(host));
        Optional<String> metrics = tour.path(unit, "Metrics");
        if (metrics.isPresent()) {
            inventory.meter(metrics.get(), 0, totals(id));
        }
        for (Document main : tour.members(unit, "Mains")) {
            List<Field> fields = new ArrayList<>(currents(main, id));
            fields.add(inventory.field(id, "power.observed", "PowerWatts/Reading"));
            voltage(main, id).ifPresent(fields::add);
            inventory.meter(main.path(), 1, fields);
            inventory.condition(main, id, "power");
            inventory.owner(main.path(), id);
            rating(main, id);
        }
        Map<String, EntityId> circuits = new HashMap<>();
        for (String name : List.of("Branches", "Feeders", "Subfeeds")) {
            for (Document circuit : tour.members(unit, name)) {
                circuits.put(Paths.key(circuit.path()), circuit(circuit, id));
            }
        }
        for (Document outlet : tour.members(unit, "Outlets")) {
            outlet(outlet, id, circuits);
        }
    }

    private void device(
            Document resource, EntityId id, EntityKind kind, String name, Inventory.Home home, Relation... fed) {
        inventory.part(new Entity.PowerDevice(id, name, kind, Side.NONE, 0), home, Inventory.natives(resource), fed);
        inventory.condition(resource, id, "power");
        inventory.owner(resource.path(), id);
    }

    private List<Field> totals(EntityId id) {
        return List.of(
                inventory.field(id, "power.observed", "PowerWatts/Reading"),
                inventory.field(id, "power.apparent", "PowerWatts/ApparentVA"),
                inventory.field(id, "power.factor", "PowerWatts/PowerFactor"),
                inventory.field(id, "power.energy", "EnergykWh/Reading", 3.6e6));
    }

    private EntityId circuit(Document circuit, EntityId unit) {
        EntityId id = Survey.id(EntityKind.BUSWAY, host, circuit.path());
        Phase phase = circuit.text("PhaseWiringType", "").startsWith("Three") ? Phase.ALL : Phase.NONE;
        String name = circuit.text("Name", "Circuit " + circuit.text("Id", "?"));
        if (!Health.isAbsent(circuit)) {
            device(
                    circuit,
                    id,
                    EntityKind.BUSWAY,
                    name,
                    new Inventory.Home.Within(unit),
                    Relation.feeds(unit, id, Side.NONE, phase));
            measured(circuit, id);
        }
        return id;
    }

    private void outlet(Document outlet, EntityId unit, Map<String, EntityId> circuits) {
        if (Health.isAbsent(outlet)) {
            return;
        }
        EntityId id = Survey.id(EntityKind.BUSWAY, host, outlet.path());
        EntityId from = tour.path(outlet, "Links/BranchCircuit")
                .map(path -> circuits.getOrDefault(Paths.key(path), unit))
                .orElse(unit);
        device(
                outlet,
                id,
                EntityKind.BUSWAY,
                outlet.text("Name", "Outlet " + outlet.text("Id", "?")),
                new Inventory.Home.Within(unit),
                Relation.feeds(from, id, Side.NONE, Phase.NONE));
        measured(outlet, id);
    }

    private void measured(Document resource, EntityId id) {
        List<Field> fields = new ArrayList<>(totals(id));
        fields.addAll(currents(resource, id));
        voltage(resource, id).ifPresent(fields::add);
        if (resource.has("BreakerState")) {
            fields.add(inventory.words(id, "power.breaker", "BreakerState", BREAKER));
        }
        fields.add(inventory.words(id, "health", "Status/Health", Health.WORDS));
        inventory.meter(resource.path(), 0, fields);
        rating(resource, id);
    }

    /** Per phase where it says so; a single current is that of its one phase. */
    private List<Field> currents(Document resource, EntityId id) {
        List<Field> fields = new ArrayList<>();
        for (int phase = 1; phase <= 3; phase++) {
            String pointer = "PolyPhaseCurrentAmps/Line" + phase;
            if (resource.has(pointer)) {
                fields.add(inventory.field(id, "power.current.l" + phase, pointer + "/Reading"));
            }
        }
        if (fields.isEmpty() && resource.has("CurrentAmps")) {
            fields.add(inventory.field(id, "power.current.l1", "CurrentAmps/Reading"));
        }
        return fields;
    }

    private Optional<Field> voltage(Document resource, EntityId id) {
        boolean single = resource.text("PhaseWiringType", "").startsWith("One");
        for (String pointer : List.of("PolyPhaseVoltage/Line1ToLine2", "Voltage", "PolyPhaseVoltage/Line1ToNeutral")) {
            // of three phases the voltage to neutral is another quantity than the one that is told
            if (resource.has(pointer) && (single || !pointer.endsWith("ToNeutral"))) {
                return Optional.of(inventory.field(id, "power.voltage", pointer + "/Reading"));
            }
        }
        return Optional.empty();
    }

    private void rating(Document resource, EntityId id) {
        double amps = resource.number("RatedCurrentAmps");
        if (amps > 0) {
            for (Field field : currents(resource, id)) {
                inventory.limit(Limit.upper(id, field.metric().id(), LimitOrigin.BREAKER, amps));
            }
        }
    }
}
