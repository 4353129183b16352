package millwright.connectors.logs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.connectors.source.LogMeaning.Place;
import millwright.connectors.source.PciAddress;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Layer;

/** Messages of Mellanox and NVIDIA adapters and of InfiniBand interfaces. Interfaces of containers are no ports. Immutable. */
final class NetworkRules {
    private static final String MLX = "^mlx[45]_core ([0-9a-f:.]{7,16})";
    /** Function, line and process, which newer drivers put before the message. */
    private static final String SPOT = "(?: (\\S{1,24}))?: (?:\\w{1,60}:\\d{1,6}:\\(pid \\d{1,10}\\): )?";

    private NetworkRules() {}

    static List<Rule> all() {
        return Stream.of(adapters(), ports()).flatMap(List::stream).toList();
    }

    private static List<Rule> adapters() {
        return List.of(
                Rule.of(
                        "ink ",
                        MLX + SPOT + "(?:Port (\\d+) (?:logical )?)?[Ll]ink (down|up|Down|Up)\\b",
                        NetworkRules::link),
                Rule.of(
                        "Port module event",
                        MLX + SPOT + "Port module event(\\[error\\])?: module (\\d+), ([^,]{1,60})(?:, (.{1,80}))?",
                        NetworkRules::module),
                Rule.of(
                        "insufficient power",
                        MLX + SPOT + "Detected insufficient power on the PCIe slot \\((\\d+)W\\)",
                        m -> nic(
                                m,
                                "nic.power",
                                Priority.MEDIUM,
                                "The PCIe slot gives too little power (" + m.group(3) + " W)",
                                new Details().put("watts", m.group(3)))),
                Rule.of(
                        "High temperature",
                        MLX + SPOT + "High temperature on sensors",
                        m -> nic(m, "nic.hot", Priority.HIGH, "Adapter too hot", new Details())),
                Rule.of(
                        "health compromised",
                        MLX + SPOT + ".{0,80}health compromised(.{0,80})",
                        m -> nic(
                                m,
                                "nic.health",
                                Priority.HIGH,
                                "Adapter reports its health compromised",
                                new Details().put("message", m.group(3)))));
    }

    private static List<Rule> ports() {
        return List.of(
                Rule.of(
                        "ib",
                        "^IPv6: ADDRCONF\\(NETDEV_(?:CHANGE|UP)\\): (ib[a-z0-9]{1,14}): link (becomes ready|is not"
                                + " ready)",
                        m -> port(m.group(1), m.group(2).equals("becomes ready"))),
                Rule.of(
                        "ib",
                        "^(ib[a-z0-9]{1,14}): (?:NIC )?[Ll]ink (?:is |becomes )?([Uu]p|[Dd]own|ready)\\b",
                        m -> port(m.group(1), !m.group(2).equalsIgnoreCase("down"))));
    }

    private static LogMeaning link(Matcher m) {
        boolean down = m.group(4).equalsIgnoreCase("down");
        String port = m.group(2) != null ? m.group(2) : m.group(3) != null ? "port " + m.group(3) : "port";
        return nic(
                m,
                down ? "link.down" : "link.up",
                down ? Priority.MEDIUM : Priority.INFO,
                "Link of " + port + (down ? " is down" : " is up"),
                new Details().put("interface", m.group(2)).put("port", m.group(3)));
    }

    private static LogMeaning module(Matcher m) {
        boolean error = m.group(3) != null;
        String state = m.group(5);
        boolean hot = m.group(6) != null && m.group(6).contains("High Temperature");
        Priority priority = error ? (hot ? Priority.HIGH : Priority.MEDIUM) : Priority.INFO;
        if (state.contains("unplugged")) {
            priority = Priority.MEDIUM;
        }
        String what = error ? "link.module.error" : state.contains("unplugged") ? "link.unplugged" : "link.module";
        return nic(
                m,
                what,
                priority,
                "Module " + m.group(4) + ": " + state + (m.group(6) == null ? "" : ", " + m.group(6)),
                new Details().put("module", m.group(4)).put("state", state).put("error", m.group(6)));
    }

    private static LogMeaning nic(Matcher m, String what, Priority priority, String text, Details details) {
        String pci = PciAddress.of(m.group(1)).orElse(m.group(1));
        Place place = new Place(EntityKind.NIC, "", pci, "NIC " + pci);
        return new Happened(
                what,
                Layer.NETWORK,
                place,
                priority,
                text,
                details.put("from", "kernel").put("pci", pci).map());
    }

    private static LogMeaning port(String name, boolean up) {
        return new Happened(
                up ? "link.up" : "link.down",
                Layer.NETWORK,
                new Place(EntityKind.NIC, "", name, name),
                up ? Priority.INFO : Priority.MEDIUM,
                "Link of " + name + (up ? " is up" : " is down"),
                new Details().put("from", "kernel").put("interface", name).map());
    }
}
