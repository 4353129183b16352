package millwright.connectors.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;

/** Which rack a host stands in, as the configuration says; hosts it does not name go to the row "unplaced". Immutable. */
public record Placement(String site, String hall, List<RackRule> racks) {
    public static final Placement NONE = new Placement("Site", "Hall 1", List.of());

    /** @param unit lowest rack unit of the first host, counting down for the next; 0 when unknown */
    public record RackRule(String rack, String row, List<Wildcard> hosts, int unit) {}

    public static Placement of(ConfigNode node) {
        node.allow("site", "hall", "racks");
        List<RackRule> racks = new ArrayList<>();
        for (ConfigNode rack : node.list("racks")) {
            rack.allow("rack", "row", "hosts", "top-unit");
            List<Wildcard> hosts = new ArrayList<>();
            for (ConfigNode host : rack.get("hosts").list()) {
                hosts.add(new Wildcard(host.text()));
            }
            racks.add(new RackRule(
                    rack.text("rack"), rack.text("row", "R1"), List.copyOf(hosts), rack.integer("top-unit", 0, 0, 60)));
        }
        return new Placement(node.text("site", "Site"), node.text("hall", "Hall 1"), List.copyOf(racks));
    }

    public Optional<RackRule> rackOf(String host) {
        String shortName = host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
        for (RackRule rule : racks) {
            for (Wildcard hosts : rule.hosts()) {
                if (hosts.fits(host) || hosts.fits(shortName)) {
                    return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }
}
