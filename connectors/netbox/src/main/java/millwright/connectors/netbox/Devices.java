package millwright.connectors.netbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.RackSlot;
import millwright.plant.Side;
import org.jspecify.annotations.Nullable;

/** Devices by their roles: nodes, switches, power and cooling equipment. One use, one thread. */
final class Devices {
    private final Stock stock;
    private final NetboxConfig config;
    private final Places places;
    private final Wanted wanted;
    private final Slots slots;
    private final NameTable names = new NameTable();
    private final Map<Long, EntityId> ids = new HashMap<>();
    /** Roles that say nothing, with the number of their devices. */
    private final Map<String, Integer> unknown = new TreeMap<>();

    Devices(Stock stock, NetboxConfig config, Places places, Wanted wanted) {
        this.stock = stock;
        this.config = config;
        this.places = places;
        this.wanted = wanted;
        this.slots = new Slots(stock);
    }

    /** @param power side and voltage of what is fed by a feed */
    void plan(Feeders power) {
        Map<Long, Role> roles = new LinkedHashMap<>();
        for (Things.Device device : stock.devices.values()) {
            checkCircle(device);
            role(device).ifPresent(role -> {
                roles.put(device.id(), role);
                names.count(role.kind(), device.name(), places.slug(device.site()));
            });
        }
        slots.check();
        roles.forEach((id, role) -> {
            Things.Device device = stock.devices.get(id);
            if (device != null) {
                put(device, role, power);
            }
        });
    }

    Optional<EntityId> id(long device) {
        return Optional.ofNullable(ids.get(device));
    }

    /** Lines for people about devices that are left out since nobody says what they are. */
    Set<String> unknownRoles() {
        Set<String> lines = new LinkedHashSet<>();
        unknown.forEach((role, count) -> lines.add(count + (count == 1 ? " device" : " devices") + " of role '" + role
                + "' left out; say what they are under 'roles:'"));
        return lines;
    }

    private Optional<Role> role(Things.Device device) {
        Role said = config.roles().get(device.role().toLowerCase(Locale.ROOT));
        Optional<Role> role = said != null ? Optional.of(said) : Role.guess(device.role());
        if (role.isEmpty()) {
            unknown.merge(device.role(), 1, Integer::sum);
        }
        // a chassis is the room of its nodes, not a node beside them
        return role.filter(r -> r != Role.IGNORE && (r != Role.NODE || !slots.isEnclosure(device)));
    }

    private void put(Things.Device device, Role role, Feeders power) {
        EntityId id = names.id(role.kind(), device.name(), places.slug(device.site()), device.id());
        Things.Rack rack = stock.racks.get(rackOf(device));
        EntityId container = container(device, role, rack);
        RackSlot slot = rack == null ? RackSlot.UNPLACED : slots.slot(device, rack);
        wanted.put(container, entity(id, device, role, slot, power));
        wanted.names(
                id,
                "netbox.device",
                Long.toString(device.id()),
                "host",
                role == Role.NODE ? device.name() : "",
                "serial",
                device.ids().serial(),
                "asset",
                device.ids().asset(),
                "model",
                device.ids().model(),
                "netbox.role",
                device.role());
        ids.put(device.id(), id);
    }

    private static Entity entity(EntityId id, Things.Device device, Role role, RackSlot slot, Feeders power) {
        return switch (role) {
            case NODE -> new Entity.Node(id, device.name(), device.name(), slot);
            case NVLINK_SWITCH, SPINE_SWITCH, LEAF_SWITCH -> new Entity.Switch(id, device.name(), role.tier());
            case PDU, POWER_SHELF, UPS, SWITCHBOARD, BUSWAY -> {
                Side side = power.side(device.id());
                yield new Entity.PowerDevice(id, device.name(), role.kind(), side, power.volts(device.id()));
            }
            case CDU -> new Entity.CoolingDevice(id, device.name(), role.kind());
            case IGNORE -> throw new IllegalStateException("what is ignored is not put");
        };
    }

    private long rackOf(Things.Device device) {
        Things.Device parent = stock.devices.get(device.parent());
        return device.rack() != 0 || parent == null ? device.rack() : parent.rack();
    }

    private EntityId container(Things.Device device, Role role, Things.@Nullable Rack rack) {
        if (rack != null) {
            return places.rack(rack.id()).orElseGet(() -> places.around(device.site(), device.location()));
        }
        long named = rackOf(device);
        boolean stands = role.kind() == EntityKind.NODE || role.kind() == EntityKind.SWITCH;
        if (named != 0) {
            stock.problems.add(
                    "dcim.device", device.id(), device.name() + " is in rack " + named + ", which is not there");
        } else if (stands) {
            stock.problems.add("dcim.device", device.id(), device.name() + " is in no rack");
        }
        return role == Role.NODE
                ? places.unplacedRack(device.site(), device.location())
                : places.around(device.site(), device.location());
    }

    private void checkCircle(Things.Device device) {
        Set<Long> way = new LinkedHashSet<>();
        Things.Device at = device;
        while (at != null && way.add(at.id()) && way.size() < 100) {
            at = stock.devices.get(at.parent());
        }
        if (at != null && at.id() == device.id() && device.parent() != 0) {
            stock.problems.add("dcim.device", device.id(), device.name() + " is its own parent");
        } else if (device.parent() != 0 && !stock.devices.containsKey(device.parent())) {
            stock.problems.add(
                    "dcim.device",
                    device.id(),
                    device.name() + " is in a bay of device " + device.parent() + ", which is not there");
        }
    }
}
