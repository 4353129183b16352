package millwright.connectors.logs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.Placement;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import org.jspecify.annotations.Nullable;

/**
 * The hosts and devices that events were told of. A GPU has its UUID where the log named it before, else host and PCI
 * address. One thread at a time; at most 10,000 hosts and 200,000 devices, what is beyond is told of the site.
 */
final class LogPlant {
    static final int HOSTS = 10_000;
    static final int DEVICES = 200_000;
    private static final int LONGEST = 64;

    private record Device(String host, String local) {}

    private final GrowingPlant growing;
    private final Set<String> hosts = new HashSet<>();
    private final Map<Device, EntityId> devices = new HashMap<>();
    private final Map<Device, String> uuids = new HashMap<>();
    private final Map<String, String> lastNamed = new HashMap<>();
    private long refused;

    LogPlant(Placement placement) {
        growing = new GrowingPlant(placement);
    }

    Optional<PlantChanged> told(long now) {
        return growing.told(now);
    }

    /** Hosts and devices that were too many. */
    long refused() {
        return refused;
    }

    /** @param logging the host whose log it was, used where the place names none */
    EntityId entity(LogMeaning.Place place, String logging) {
        String host = clean(place.host().isEmpty() ? logging : place.host());
        if (host.isEmpty() || !admit(host)) {
            return growing.site();
        }
        EntityId node = growing.node(host);
        growing.nativeIds(node, Map.of("host", host));
        return place.local().isEmpty() ? node : device(place, host, node);
    }

    /** The node if an event was told of it already. */
    Optional<EntityId> known(String logging) {
        String host = clean(logging);
        return hosts.contains(host) ? Optional.of(growing.node(host)) : Optional.empty();
    }

    EntityId site() {
        return growing.site();
    }

    private boolean admit(String host) {
        if (hosts.contains(host)) {
            return true;
        }
        if (hosts.size() >= HOSTS) {
            refused++;
            return false;
        }
        return hosts.add(host);
    }

    private EntityId device(LogMeaning.Place place, String host, EntityId node) {
        Device device = new Device(host, clean(place.local()));
        EntityId known = devices.get(device);
        if (known != null) {
            return known;
        }
        if (devices.size() >= DEVICES) {
            refused++;
            return node;
        }
        String uuid = uuids.get(device);
        EntityId id = EntityId.of(place.kind(), uuid == null ? host + "/" + device.local() : uuid);
        devices.put(device, id);
        growing.put(node, made(id, place));
        growing.nativeIds(id, natives(device, uuid));
        return id;
    }

    private static Map<String, String> natives(Device device, @Nullable String uuid) {
        Map<String, String> natives = new HashMap<>();
        natives.put("host", device.host());
        natives.put(device.local().contains(":") ? "pci" : "interface", device.local());
        if (uuid != null) {
            natives.put("dcgm.uuid", uuid);
        }
        return natives;
    }

    private static Entity made(EntityId id, LogMeaning.Place place) {
        return switch (place.kind()) {
            case GPU -> new Entity.Gpu(id, place.name(), Entity.Gpu.UNKNOWN_INDEX, "");
            case NIC -> new Entity.Nic(id, place.name(), 0);
            case SWITCH -> new Entity.Switch(id, place.name(), FabricTier.NVLINK);
            default -> throw new IllegalArgumentException("no log tells of a " + place.kind());
        };
    }

    void named(LogMeaning.GpuNamed gpu, String logging) {
        String host = clean(logging);
        Device device = new Device(host, gpu.pci());
        if (uuids.size() < DEVICES) {
            uuids.put(device, gpu.uuid());
            lastNamed.put(host, gpu.pci());
            EntityId known = devices.get(device);
            if (known != null) {
                growing.nativeIds(known, Map.of("dcgm.uuid", gpu.uuid()));
            }
        }
    }

    void serial(LogMeaning.BoardSerial serial, String logging) {
        String host = clean(logging);
        String pci = lastNamed.remove(host);
        if (pci != null && admit(host)) {
            EntityId gpu = entity(new LogMeaning.Place(EntityKind.GPU, host, pci, "GPU " + pci), host);
            growing.nativeIds(gpu, Map.of("serial", serial.serial()));
        }
    }

    /** Names come from anybody who can send a datagram. */
    private static String clean(String name) {
        String printable = name.replaceAll("[^\\w.:/-]", "");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) : printable;
    }
}
