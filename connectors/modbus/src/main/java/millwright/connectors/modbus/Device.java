package millwright.connectors.modbus;

import millwright.connectors.source.Equipment;
import millwright.connectors.source.HostPort;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** One device behind an address. @param unit which of those behind a gateway; 255 or 1 for a device of its own */
record Device(Equipment equipment, HostPort address, int unit, RegisterMap map) {
    EntityKind kind(Point point) {
        return point.part().isEmpty() ? equipment.kind() : map.parts().getOrDefault(point.part(), equipment.kind());
    }

    EntityId entity(Point point) {
        return point.part().isEmpty() ? equipment.id() : equipment.part(kind(point), point.part());
    }
}
