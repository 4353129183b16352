package millwright.connectors.source;

import java.nio.charset.StandardCharsets;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.fuzz.Said;

/** A configuration with a placement and what HTTP sources share. Only a ConfigException refuses it. */
public final class ConfigFuzz {
    private ConfigFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            ConfigNode root = ConfigNode.parse("site.yaml", new String(bytes, StandardCharsets.UTF_8));
            root.allow("placement", "sources", "every");
            root.optional("placement").map(Placement::of).ifPresent(p -> p.rackOf("node-17.example.org"));
            for (ConfigNode source : root.list("sources")) {
                source.allow(HttpAccess.keys("address", "size", "share"));
                HttpAccess access = HttpAccess.of(source, 1_000_000_000L);
                ConfigNode address = source.get("address");
                access.refuseClear(source, address, HttpAccess.address(address, "https"));
                source.integer("size", 1, 0, 60);
                source.number("share", 0.5, 0, 1);
            }
            root.nanos("every", 1_000_000_000L);
            return true;
        } catch (ConfigException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
