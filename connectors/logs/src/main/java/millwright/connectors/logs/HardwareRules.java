package millwright.connectors.logs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.connectors.source.LogMeaning.Place;
import millwright.connectors.source.PciAddress;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Layer;

/** Messages of the kernel on PCIe, processors and memory. Immutable. */
final class HardwareRules {
    private HardwareRules() {}

    static List<Rule> all() {
        return Stream.of(pcie(), processors(), memory()).flatMap(List::stream).toList();
    }

    private static List<Rule> pcie() {
        return List.of(
                // the line "AER: ... error received" before it only announces this one
                Rule.of(
                        "PCIe Bus Error",
                        "^(\\S{1,40}) ([0-9a-f:.]{7,16}): (?:AER: )?PCIe Bus Error: severity=([^,]{1,40}),"
                                + " type=([^,]{1,40})",
                        HardwareRules::aer),
                Rule.of(
                        "no error details",
                        "^(\\S{1,40}) ([0-9a-f:.]{7,16}): AER: found no error details for ([0-9a-f:.]{7,16})",
                        m -> device(
                                m.group(1),
                                m.group(3),
                                "pcie.aer",
                                Priority.LOW,
                                "PCIe error without details",
                                new Details())),
                Rule.of(
                        "Link Down",
                        "^(?:pcieport|pciehp) ([0-9a-f:.]{7,16})\\S*: (?:pciehp: )?[Ss]lot\\((\\S{1,16})\\): Link Down",
                        m -> device(
                                "pcieport",
                                m.group(1),
                                "pcie.link.down",
                                Priority.HIGH,
                                "PCIe link of slot " + m.group(2) + " is down",
                                new Details().put("slot", m.group(2)))));
    }

    private static List<Rule> processors() {
        return List.of(
                machineCheck(),
                Rule.of(
                        "event severity",
                        "^\\{\\d+\\}\\[Hardware Error\\]: *event severity: (corrected|recoverable|fatal|info)\\b",
                        m -> node(
                                "mce",
                                severity(m.group(1)),
                                "Firmware reports a hardware error, " + m.group(1),
                                new Details().put("severity", m.group(1)))),
                Rule.of(
                        "temperature above threshold",
                        "^(?:mce: )?CPU(\\d+): (Core|Package) temperature above threshold",
                        m -> node(
                                "cpu.hot",
                                Priority.MEDIUM,
                                m.group(2) + " of CPU " + m.group(1) + " above its threshold, clock throttled",
                                new Details().put("cpu", m.group(1)))));
    }

    private static List<Rule> memory() {
        return List.of(
                Rule.of("EDAC", "^EDAC MC(\\d+): (\\d{1,9}) (CE|UE) (.*)", HardwareRules::edac),
                Rule.of(
                        "Memory failure",
                        "^Memory failure: (0x[0-9a-f]+): (.{1,120})",
                        m -> node(
                                "ecc.page",
                                Priority.MEDIUM,
                                "Memory page " + m.group(1) + ": " + m.group(2),
                                new Details().put("page", m.group(1)))),
                Rule.of(
                        "ut of memory",
                        "^(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process (\\d+),? (?:UID \\d+,"
                                + " )?\\(([^)]{0,40})\\)",
                        m -> node(
                                "oom.kill",
                                Priority.LOW,
                                "Out of memory: " + m.group(2) + " was killed",
                                new Details().put("pid", m.group(1)).put("process", m.group(2)))));
    }

    private static Rule machineCheck() {
        return Rule.of(
                "Machine Check",
                "^(?:mce: )?\\[Hardware Error\\]: CPU (\\d+): Machine Check(?: Exception)?: [0-9a-f]* ?Bank (\\d+):"
                        + " ([0-9a-f]{16})",
                m -> {
                    // bit 61 of the bank's status: the error was not corrected
                    boolean uncorrected = (Long.parseUnsignedLong(m.group(3), 16) >>> 61 & 1) == 1;
                    return node(
                            "mce",
                            uncorrected ? Priority.HIGH : Priority.LOW,
                            (uncorrected ? "Uncorrected" : "Corrected") + " machine check on CPU " + m.group(1)
                                    + ", bank " + m.group(2),
                            new Details()
                                    .put("cpu", m.group(1))
                                    .put("bank", m.group(2))
                                    .put("status", m.group(3)));
                });
    }

    private static Priority severity(String word) {
        return switch (word) {
            case "fatal" -> Priority.HIGH;
            case "recoverable" -> Priority.MEDIUM;
            case "corrected" -> Priority.LOW;
            default -> Priority.INFO;
        };
    }

    private static LogMeaning aer(Matcher m) {
        String severity = m.group(3);
        boolean corrected = severity.startsWith("Correct");
        Priority priority = corrected ? Priority.LOW : severity.contains("Non-Fatal") ? Priority.MEDIUM : Priority.HIGH;
        Details details = new Details().put("severity", severity).put("type", m.group(4));
        String text = "PCIe error, " + severity.toLowerCase(Locale.ROOT) + ", " + m.group(4);
        return device(m.group(1), m.group(2), "pcie.aer", priority, text, details);
    }

    private static LogMeaning edac(Matcher m) {
        boolean corrected = m.group(3).equals("CE");
        String where = m.group(4);
        int bracket = where.indexOf(" (");
        return node(
                corrected ? "ecc.host.corrected" : "ecc.host.uncorrected",
                corrected ? Priority.LOW : Priority.HIGH,
                m.group(2) + (corrected ? " corrected" : " uncorrected") + " memory errors: "
                        + (bracket > 0 ? where.substring(0, bracket) : where),
                new Details()
                        .put("controller", m.group(1))
                        .put("errors", m.group(2))
                        .put("message", where));
    }

    private static LogMeaning node(String what, Priority priority, String text, Details details) {
        return new Happened(
                what,
                Layer.NODE,
                Place.HOST,
                priority,
                text,
                details.put("from", "kernel").map());
    }

    /** On the GPU or adapter whose driver speaks, else on the host, the address kept. */
    private static LogMeaning device(
            String driver, String address, String what, Priority priority, String text, Details details) {
        String pci = PciAddress.of(address).orElse(address);
        Place place = switch (driver) {
            case "nvidia" -> GpuRules.gpu(pci);
            case "mlx5_core", "mlx4_core" -> new Place(EntityKind.NIC, "", pci, driver + " " + pci);
            default -> Place.HOST;
        };
        Layer layer = place.kind().layer();
        return new Happened(
                what,
                layer,
                place,
                priority,
                text,
                details.put("from", "kernel")
                        .put("pci", pci)
                        .put("driver", driver)
                        .map());
    }
}
