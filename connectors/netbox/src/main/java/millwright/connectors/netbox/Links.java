package millwright.connectors.netbox;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Relation;
import millwright.plant.RelationKind;

/**
 * Network links between nodes and switches: cables from interface to interface, and where a cable ends at a patch panel
 * what NetBox itself says is at the far end. Looks also for cables that lead to what is not there. One use, one thread.
 */
final class Links {
    private static final String INTERFACE = ObjectType.INTERFACES.model();

    private final Stock stock;
    private final Places places;
    private final Devices devices;
    private final Wanted wanted;
    private final Set<String> joined = new HashSet<>();

    Links(Stock stock, Places places, Devices devices, Wanted wanted) {
        this.stock = stock;
        this.places = places;
        this.devices = devices;
        this.wanted = wanted;
    }

    void plan() {
        for (Things.Cable cable : stock.cables) {
            check(cable, cable.a());
            check(cable, cable.b());
            if (cable.a().model().equals(INTERFACE) && cable.b().model().equals(INTERFACE)) {
                link(cable.a().id(), cable.b().id(), cable.id());
            }
        }
        for (Things.Port port : stock.ports.values()) {
            for (long far : port.far()) {
                link(port.id(), far, 0);
            }
        }
    }

    private void check(Things.Cable cable, Things.End end) {
        boolean there = switch (end.model()) {
            case "dcim.interface" -> isThere(ObjectType.INTERFACES, stock.ports, end);
            case "dcim.powerport" -> isThere(ObjectType.POWER_PORTS, stock.inlets, end);
            case "dcim.poweroutlet" -> isThere(ObjectType.POWER_OUTLETS, stock.outlets, end);
            case "dcim.powerfeed" -> isThere(ObjectType.POWER_FEEDS, stock.feeds, end);
            default -> true;
        };
        if (!there) {
            stock.problems.add(
                    "dcim.cable", cable.id(), "leads to " + end.model() + " " + end.id() + ", which is not there");
        }
    }

    /** Of a list that was not read nothing can be said. */
    private boolean isThere(ObjectType type, Map<Long, ?> things, Things.End end) {
        return things.containsKey(end.id()) || !stock.isRead(type) || stock.absent.contains(end);
    }

    private void link(long a, long b, long cable) {
        Things.Port one = stock.ports.get(Math.min(a, b));
        Things.Port other = stock.ports.get(Math.max(a, b));
        if (one == null || other == null || !joined.add(one.id() + "-" + other.id())) {
            return;
        }
        Optional<EntityId> from = devices.id(one.device()).filter(this::isEnd);
        Optional<EntityId> to = devices.id(other.device()).filter(this::isEnd);
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return;
        }
        String name = local(from.get()) + ":" + one.name() + " to " + local(to.get()) + ":" + other.name();
        EntityId id =
                EntityId.of(EntityKind.LINK, name.length() <= 150 ? name : "netbox-" + one.id() + "-" + other.id());
        int gigabits = Math.max(one.gigabits(), other.gigabits());
        wanted.put(container(from.get(), to.get(), one), new Entity.Link(id, name, gigabits));
        wanted.relations.add(Relation.of(RelationKind.CONNECTS, id, from.get()));
        wanted.relations.add(Relation.of(RelationKind.CONNECTS, id, to.get()));
        wanted.names(id, "netbox.cable", cable == 0 ? "" : Long.toString(cable));
    }

    /** With its node; between switches with their site or hall. */
    private EntityId container(EntityId from, EntityId to, Things.Port port) {
        if (kind(from) == EntityKind.NODE || kind(to) == EntityKind.NODE) {
            return kind(from) == EntityKind.NODE ? from : to;
        }
        Things.Device device = stock.devices.get(port.device());
        return device == null ? from : places.around(device.site(), device.location());
    }

    private boolean isEnd(EntityId id) {
        return kind(id) == EntityKind.NODE || kind(id) == EntityKind.SWITCH;
    }

    private EntityKind kind(EntityId id) {
        Entity entity = wanted.entities.get(id);
        return entity == null ? EntityKind.SOURCE : entity.kind();
    }

    private static String local(EntityId id) {
        return id.text().substring(id.text().indexOf(':') + 1);
    }
}
