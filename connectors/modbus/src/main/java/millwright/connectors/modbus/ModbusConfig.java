package millwright.connectors.modbus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.DeviceMaps;
import millwright.connectors.source.Equipment;
import millwright.connectors.source.HostPort;
import millwright.connectors.source.Placement;
import millwright.connectors.source.ShownCertificate;
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code modbus} block.
 *
 * @param every ns between rounds @param timeout ns until an answer must be complete
 * @param perSecond questions to one address in a second, at most
 * @param write true when set points may be written through this source
 * @param confirm ns that a written value may take to show
 * @param authority PEM file; when there, everything goes over TLS
 */
record ModbusConfig(
        String name,
        List<Device> devices,
        long every,
        long timeout,
        int perSecond,
        boolean write,
        long confirm,
        Optional<Path> authority,
        Placement placement) {
    private static final int PORT = 502;
    private static final int SECURE_PORT = 802;

    static ModbusConfig of(ConfigNode node) {
        node.allow(
                "protocol",
                "name",
                "devices",
                "every",
                "timeout",
                "questions-per-second",
                "write",
                "confirm",
                "ca-file",
                "placement");
        Optional<Path> authority = ShownCertificate.authorities(node, "ca-file");
        List<Device> devices = devices(node, authority.isPresent() ? SECURE_PORT : PORT);
        boolean write = node.flag("write", false);
        boolean writable = devices.stream()
                .anyMatch(d -> d.map().points().stream().anyMatch(p -> p.write().isPresent()));
        if (write && !writable) {
            throw node.get("write")
                    .error("no map of these devices names a register with 'write' and its bounds; there is nothing to"
                            + " write");
        }
        return new ModbusConfig(
                node.text("name", "modbus"),
                devices,
                Spans.atLeast(node, "every", 5 * Times.SECOND, 100 * Times.MILLI),
                Spans.atLeast(node, "timeout", 2 * Times.SECOND, 50 * Times.MILLI),
                node.integer("questions-per-second", 20, 1, 1000),
                write,
                Spans.confirm(node, 15 * Times.SECOND, Times.SECOND),
                authority,
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static List<Device> devices(ConfigNode node, int port) {
        Map<String, RegisterMap> maps = new HashMap<>();
        return Equipment.devices(node, entry -> device(entry, port, maps), Device::equipment);
    }

    private static Device device(ConfigNode entry, int port, Map<String, RegisterMap> maps) {
        List<String> keys = new ArrayList<>(Equipment.KEYS);
        keys.addAll(List.of("address", "unit", "map"));
        entry.allow(keys);
        ConfigNode named = entry.get("map");
        RegisterMap map = maps.get(named.text());
        if (map == null) {
            map = MapReader.read(DeviceMaps.open(named, ModbusConfig.class, RegisterMap.SHIPPED));
            maps.put(named.text(), map);
        }
        Equipment equipment = Equipment.of(entry, map.kind());
        Device device =
                new Device(equipment, HostPort.of(entry.get("address"), port), entry.integer("unit", 1, 0, 255), map);
        for (Point point : map.points()) {
            if (!point.metric().on().contains(device.kind(point))) {
                throw named.error(point.metric().name() + " of this map cannot be told of a "
                        + device.kind(point).prefix() + ", only of "
                        + String.join(
                                ", ",
                                point.metric().on().stream()
                                        .map(k -> k.prefix())
                                        .sorted()
                                        .toList()));
            }
        }
        return device;
    }
}
