package millwright.connectors.logs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.connectors.source.LogMeaning.Place;
import millwright.connectors.source.PciAddress;
import millwright.feed.Priority;
import millwright.feed.xid.NvLink5;
import millwright.feed.xid.SXid;
import millwright.feed.xid.SXidTable;
import millwright.feed.xid.Xid;
import millwright.feed.xid.XidTable;
import millwright.plant.EntityKind;
import millwright.plant.Layer;

/** Messages of NVIDIA's GPU and NVSwitch drivers. Immutable. */
final class GpuRules {
    private static final String PCI = "((?:PCI:)?[0-9a-fA-F:.]{4,24})";
    private static final Pattern WHO = Pattern.compile("^pid='?([^',]{0,40})'?(?:, name=([^,]{0,80}))?(?:, )?");
    private static final Pattern NVLINK5 =
            Pattern.compile("^([A-Z][A-Z0-9_/]*) +(Fatal|Nonfatal) +XC(\\d+) +i(\\d+) +Link +(-?\\d+) +"
                    + "\\((0x[0-9a-f]{1,8}) (0x[0-9a-f]{1,8})");
    private static final Pattern RECOVERY =
            Pattern.compile("recovery action changed from .* to 0x[0-9a-f]+ \\(([^)]*)\\)");

    private final XidTable xids = XidTable.standard();
    private final SXidTable sxids = SXidTable.standard();
    private final NvLink5 nvlink5 = NvLink5.standard();

    private GpuRules() {}

    static List<Rule> all() {
        GpuRules rules = new GpuRules();
        return List.of(
                Rule.many("Xid", "^NVRM: Xid \\(" + PCI + "\\): (\\d{1,9})\\b,? ?(.*)", rules::xid),
                Rule.many(
                        "SXid",
                        "^nvidia-nvswitch(\\d{1,4}): SXid \\(" + PCI + "\\): (\\d{1,9}), (Fatal|Non-fatal)\\b,? ?(.*)",
                        rules::sxid),
                Rule.many(
                        "NVRM: GPU at",
                        "^NVRM: GPU at " + PCI + ": (GPU-[0-9a-f-]{36})",
                        m -> PciAddress.of(m.group(1))
                                .<List<LogMeaning>>map(pci -> List.of(new LogMeaning.GpuNamed(pci, m.group(2))))
                                .orElse(List.of())),
                Rule.of(
                        "Serial Number",
                        "^NVRM: GPU Board Serial Number: (\\w{1,40})\\s*$",
                        m -> new LogMeaning.BoardSerial(m.group(1))),
                Rule.many(
                        "fallen off the bus",
                        "^NVRM: (?:The NVIDIA )?GPU (?:at )?" + PCI + "\\b.*fallen off the bus",
                        m -> of(m, "gpu.lost", Priority.CRITICAL, "GPU has fallen off the bus")),
                Rule.many(
                        "RmInitAdapter",
                        "^NVRM: GPU " + PCI + ": RmInitAdapter failed",
                        m -> of(m, "gpu.init.failed", Priority.HIGH, "GPU could not be initialised by its driver")));
    }

    static Place gpu(String pci) {
        return new Place(EntityKind.GPU, "", pci, "GPU " + pci);
    }

    private static List<LogMeaning> of(Matcher m, String what, Priority priority, String text) {
        return PciAddress.of(trimmed(m.group(1)))
                .<List<LogMeaning>>map(pci -> List.of(
                        new Happened(what, Layer.GPU, gpu(pci), priority, text, Map.of("pci", pci, "from", "kernel"))))
                .orElse(List.of());
    }

    /** A colon that belongs to the sentence is no part of the address. */
    private static String trimmed(String pci) {
        return pci.endsWith(":") ? pci.substring(0, pci.length() - 1) : pci;
    }

    private List<LogMeaning> xid(Matcher m) {
        Optional<String> pci = PciAddress.of(m.group(1));
        int code = Integer.parseInt(m.group(2));
        Xid xid = xids.of(code);
        Details details = new Details()
                .put("xid", Integer.toString(code))
                .put("from", "kernel")
                .put("pci", pci.orElse(m.group(1)))
                .put("mnemonic", xid.mnemonic())
                .put("class", xid.kind().name())
                .put("action", xid.action())
                .put("investigate", xid.investigate())
                .put("source", xid.source());
        String rest = m.group(3);
        Matcher who = WHO.matcher(rest);
        if (who.find()) {
            details.put("pid", who.group(1)).put("process", who.group(2));
            rest = rest.substring(who.end());
        }
        details.put("message", rest);
        Matcher recovery = RECOVERY.matcher(rest);
        if (code == 154 && recovery.find()) {
            details.put("recovery", recovery.group(1));
        }
        Priority priority = nvlink(code, rest, details, xid.priority());
        String text = "XID " + code + ", "
                + (xid.kind() == Xid.Kind.UNKNOWN ? "a code that the catalogue does not hold" : xid.meaning());
        Place place = pci.map(GpuRules::gpu).orElse(Place.HOST);
        return List.of(new Happened("xid", Layer.GPU, place, priority, text, details.map()));
    }

    /** The words of an NVLink 5 error say more than its code does. */
    private Priority nvlink(int code, String rest, Details details, Priority byCode) {
        Matcher m = NVLINK5.matcher(rest);
        if (code < 144 || code > 150 || !m.find()) {
            return byCode;
        }
        boolean fatal = m.group(2).equals("Fatal");
        details.put("unit", m.group(1)).put("severity", m.group(2)).put("link", m.group(5));
        Optional<NvLink5.Meaning> known =
                nvlink5.of(code, m.group(1), Long.decode(m.group(6)), Long.decode(m.group(7)));
        known.ifPresent(k -> details.put("action", k.action()).put("investigate", k.investigate()));
        boolean ignore = known.isPresent() && known.get().action().equals("IGNORE");
        return fatal ? byCode : ignore ? Priority.LOW : Priority.MEDIUM;
    }

    private List<LogMeaning> sxid(Matcher m) {
        Optional<String> pci = PciAddress.of(m.group(2));
        int code = Integer.parseInt(m.group(3));
        SXid sxid = sxids.of(code);
        boolean fatal = m.group(4).equals("Fatal");
        Details details = new Details()
                .put("sxid", Integer.toString(code))
                .put("from", "kernel")
                .put("pci", pci.orElse(m.group(2)))
                .put("severity", m.group(4))
                .put("class", sxid.kind().name())
                .put("action", sxid.action())
                .put("source", sxid.source())
                .put("message", m.group(5));
        Matcher link = Pattern.compile("^Link (\\d{1,3})\\b").matcher(m.group(5));
        if (link.find()) {
            details.put("link", link.group(1));
        }
        String text = "SXid " + code + ", "
                + (sxid.kind() == SXid.Kind.UNKNOWN ? "a code that the guide does not hold" : sxid.meaning());
        // the driver knows better than the guide whether this one was fatal
        Priority priority = fatal && sxid.priority().compareTo(Priority.HIGH) > 0 ? Priority.HIGH : sxid.priority();
        Place place = new Place(EntityKind.SWITCH, "", pci.orElse("nvswitch" + m.group(1)), "NVSwitch " + m.group(1));
        return List.of(new Happened("sxid", Layer.NETWORK, place, priority, text, details.map()));
    }
}
