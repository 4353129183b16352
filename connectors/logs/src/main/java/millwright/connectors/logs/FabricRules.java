package millwright.connectors.logs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.connectors.source.LogMeaning.Place;
import millwright.connectors.source.PciAddress;
import millwright.feed.Priority;
import millwright.feed.xid.SXid;
import millwright.feed.xid.SXidTable;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of NVIDIA's fabric manager. It repeats what the NVSwitch driver told the kernel log, so its switch errors have
 * a word of their own and do not count twice. Immutable.
 */
final class FabricRules {
    private static final String HEAD = "^(?:\\[(?:[A-Z][a-z]{2} [^\\]]{1,24})\\] )?";

    private FabricRules() {}

    static List<Rule> all() {
        SXidTable table = SXidTable.standard();
        return List.of(
                Rule.of(
                        "detected NVSwitch",
                        HEAD
                                + "(?:\\[\\w+\\] \\[tid \\d+\\] )?detected NVSwitch (fatal|non-fatal) error (\\d{1,9})"
                                + " on (.*)",
                        m -> error(m, table)),
                Rule.many("] [tid ", HEAD + "\\[(ERROR|CRITICAL|FATAL|WARNING)\\] \\[tid \\d+\\] (.{1,400})", m -> {
                    boolean warning = m.group(1).equals("WARNING");
                    return List.of(new Happened(
                            warning ? "fabric.warning" : "fabric.error",
                            Layer.NETWORK,
                            Place.HOST,
                            warning ? Priority.LOW : Priority.MEDIUM,
                            "Fabric manager: " + m.group(2).strip(),
                            new Details()
                                    .put("from", "fabricmanager")
                                    .put("level", m.group(1))
                                    .map()));
                }));
    }

    private static LogMeaning error(Matcher m, SXidTable table) {
        int code = Integer.parseInt(m.group(2));
        SXid sxid = table.of(code);
        String where = m.group(3);
        Details details = new Details()
                .put("from", "fabricmanager")
                .put("sxid", m.group(2))
                .put("severity", m.group(1))
                .put("class", sxid.kind().name())
                .put("action", sxid.action())
                .put("source", sxid.source())
                .put("port", after(where, "port "))
                .put("message", where);
        Optional<String> pci = Optional.ofNullable(after(where, "pci bus id ")).flatMap(PciAddress::of);
        pci.ifPresent(p -> details.put("pci", p));
        boolean fatal = m.group(1).equals("fatal");
        Priority priority = fatal && sxid.priority().compareTo(Priority.HIGH) > 0 ? Priority.HIGH : sxid.priority();
        Place place = pci.map(p -> new Place(EntityKind.SWITCH, "", p, "NVSwitch " + p))
                .orElse(Place.HOST);
        String text = "Fabric manager: " + m.group(1) + " NVSwitch error " + code + ", "
                + (sxid.kind() == SXid.Kind.UNKNOWN ? "a code that the guide does not hold" : sxid.meaning());
        return new Happened("fabric.sxid", Layer.NETWORK, place, priority, text, details.map());
    }

    private static @Nullable String after(String text, String word) {
        int at = text.indexOf(word);
        if (at < 0) {
            return null;
        }
        String rest = text.substring(at + word.length());
        int end = rest.indexOf(' ');
        return end < 0 ? rest : rest.substring(0, end);
    }
}
