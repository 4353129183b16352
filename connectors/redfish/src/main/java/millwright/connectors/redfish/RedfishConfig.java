package millwright.connectors.redfish;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code redfish} block.
 *
 * @param every ns between rounds of measuring @param survey ns between looks at what there is and how it feels
 * @param connections that may be open to one controller at a time, the stream of events among them;
 *     {@link #AS_ADMITTED} when that is for the controller to say
 * @param readOnly true when no power limit may be set through this source
 */
record RedfishConfig(
        String name,
        List<Bmc> bmcs,
        long every,
        long survey,
        int connections,
        boolean readOnly,
        HttpAccess access,
        Placement placement) {
    static final int AS_ADMITTED = 0;

    /** @param host name of the node behind it, empty when the controller shall say */
    record Bmc(URI address, String host) {
        String authority() {
            return String.valueOf(address.getAuthority());
        }
    }

    static RedfishConfig of(ConfigNode node) {
        node.allow(HttpAccess.keys(
                "protocol", "name", "bmcs", "every", "survey", "connections", "read-only", "placement"));
        long every = Spans.atLeast(node, "every", 10 * Times.SECOND, 100 * Times.MILLI);
        long survey = node.nanos("survey", 5 * Times.MINUTE);
        if (survey < every) {
            throw node.get(node.has("survey") ? "survey" : "every")
                    .error("'survey' (5m where it is not given) must not be shorter than 'every'");
        }
        HttpAccess access = HttpAccess.of(node, 8 * Times.SECOND);
        List<Bmc> bmcs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ConfigNode entry : node.get("bmcs").list()) {
            Bmc bmc = bmc(entry);
            access.refuseClear(node, entry.isMap() ? entry.get("address") : entry, bmc.address());
            if (!seen.add(bmc.authority())) {
                throw entry.error("'" + bmc.authority() + "' stands twice; one controller is asked by one poller");
            }
            bmcs.add(bmc);
        }
        if (bmcs.isEmpty()) {
            throw node.get("bmcs").error("names no controller; give at least one https://host");
        }
        return new RedfishConfig(
                node.text("name", "redfish"),
                List.copyOf(bmcs),
                every,
                survey,
                node.has("connections") ? node.integer("connections", 1, 1, 4) : AS_ADMITTED,
                node.flag("read-only", false),
                access,
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static Bmc bmc(ConfigNode entry) {
        ConfigNode address = entry;
        String host = "";
        if (entry.isMap()) {
            entry.allow("address", "host");
            address = entry.get("address");
            host = entry.text("host", "");
        }
        URI uri = HttpAccess.address(address, "https");
        if (uri.getUserInfo() != null) {
            throw address.error("an address holds no name and no password; give 'user' with 'password-file'");
        }
        return new Bmc(uri.resolve("/"), host);
    }
}
