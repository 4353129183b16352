package millwright.connectors.snmp;

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
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code snmp} block.
 *
 * @param every ns between rounds @param survey ns between looks at what rows and names there are
 * @param timeout ns until an answer must be there, for each try @param retries after the first try
 * @param perSecond questions to one device in a second, at most
 */
record SnmpConfig(
        String name,
        List<Device> devices,
        long every,
        long survey,
        long timeout,
        int retries,
        int perSecond,
        Placement placement) {
    private static final int PORT = 161;

    /** @param index which of several devices behind one agent */
    record Device(Equipment equipment, HostPort address, int index, ObjectMap map, Access access) {}

    static SnmpConfig of(ConfigNode node) {
        List<String> keys = new ArrayList<>(List.of(
                "protocol",
                "name",
                "devices",
                "every",
                "survey",
                "timeout",
                "retries",
                "questions-per-second",
                "placement"));
        keys.addAll(Access.KEYS);
        node.allow(keys);
        long every = Spans.atLeast(node, "every", 10 * Times.SECOND, 100 * Times.MILLI);
        return new SnmpConfig(
                node.text("name", "snmp"),
                devices(node),
                every,
                Math.max(every, Spans.atLeast(node, "survey", 5 * Times.MINUTE, 100 * Times.MILLI)),
                Spans.atLeast(node, "timeout", 2 * Times.SECOND, 50 * Times.MILLI),
                node.integer("retries", 1, 0, 5),
                node.integer("questions-per-second", 20, 1, 1000),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static List<Device> devices(ConfigNode node) {
        Optional<Access> usual = Access.of(node);
        Map<String, ObjectMap> maps = new HashMap<>();
        return Equipment.devices(node, entry -> device(entry, usual, maps), Device::equipment);
    }

    private static Device device(ConfigNode entry, Optional<Access> usual, Map<String, ObjectMap> maps) {
        List<String> keys = new ArrayList<>(Equipment.KEYS);
        keys.addAll(List.of("address", "index", "map"));
        keys.addAll(Access.KEYS);
        entry.allow(keys);
        ConfigNode named = entry.get("map");
        ObjectMap map = maps.get(named.text());
        if (map == null) {
            map = MapReader.read(DeviceMaps.open(named, SnmpConfig.class, ObjectMap.SHIPPED));
            maps.put(named.text(), map);
        }
        Equipment equipment = Equipment.of(entry, map.kind());
        for (Point point : map.points()) {
            if (!point.metric().on().contains(equipment.kind())) {
                throw named.error(point.metric().name() + " of this map cannot be told of a "
                        + equipment.kind().prefix());
            }
        }
        if (entry.has("index") && !map.indexed()) {
            throw entry.get("index").error("makes no difference: the map '" + named.text() + "' has no {index}");
        }
        Access access = Access.of(entry)
                .or(() -> usual)
                .orElseThrow(() -> entry.error(
                        "how may it be asked? give 'community-file' (or 'community-env'), or 'user' with 'auth-file'"));
        return new Device(
                equipment,
                HostPort.of(entry.get("address"), PORT),
                entry.integer("index", 1, 0, Integer.MAX_VALUE),
                map,
                access);
    }
}
