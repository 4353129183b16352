package millwright.connectors.prometheus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** Which PDU, outlet or UPS the labels of snmp_exporter's modules mean. Keeps nothing. Any thread. */
final class PowerLabels {
    /** Of PDUs in a chain that one of them speaks for, in the order in which they are asked; the first one says "1" or "Master". */
    private static final List<String> UNITS = List.of(
            "rPDU2DeviceStatusIndex",
            "pduName",
            "pduIndex",
            "lgpPduEntryIndex",
            "st4UnitName",
            "st4UnitIndex",
            "towerIndex");

    private static final List<String> OUTLETS =
            List.of("st4OutletName", "outletLabel", "lgpPduRcpEntrySysAssignLabel", "outletName");
    /** What tells an outlet apart where its name does not. */
    private static final List<String> NUMBERS =
            List.of("infeedIndex", "lgpPduRbEntryIndex", "lgpPduRcpEntryIndex", "st4OutletIndex", "outletIndex");

    private PowerLabels() {}

    static Seen pdu(Sample sample, String host) {
        return Seen.device(EntityKind.PDU, unit(sample, host));
    }

    /** Its host is its PDU. */
    static Seen outlet(Sample sample, String host) {
        String pdu = unit(sample, host);
        Map<String, String> labels = new TreeMap<>();
        StringBuilder local = new StringBuilder(pdu);
        for (String label : NUMBERS) {
            add(local, labels, label, sample.label(label));
        }
        String name = first(sample, OUTLETS);
        if (labels.isEmpty()) {
            add(local, labels, "outlet", name);
        }
        String number = String.join(".", labels.values());
        EntityId id = EntityId.of(EntityKind.BUSWAY, local.toString());
        return new Seen(id, EntityKind.BUSWAY, pdu, name.isEmpty() ? "outlet " + number : name, 0, labels);
    }

    private static void add(StringBuilder local, Map<String, String> labels, String label, String value) {
        if (!value.isEmpty()) {
            local.append('/').append(value);
            labels.put(label, value);
        }
    }

    private static String unit(Sample sample, String host) {
        String unit = first(sample, UNITS);
        return unit.isEmpty() || unit.equals("1") || unit.equalsIgnoreCase("master") ? host : host + "/" + unit;
    }

    private static String first(Sample sample, List<String> labels) {
        return labels.stream()
                .map(sample::label)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }
}
