package millwright.connectors.prometheus;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Placement;
import millwright.plant.Times;

/** The {@code prometheus} block. @param every ns between scrapes */
record PrometheusConfig(String name, List<URI> targets, long every, HttpAccess access, Placement placement) {
    static PrometheusConfig of(ConfigNode node) {
        node.allow(HttpAccess.keys("protocol", "name", "targets", "every", "placement"));
        long every = node.nanos("every", 5 * Times.SECOND);
        if (every < 100 * Times.MILLI) {
            throw node.error("'every' must be at least 100ms");
        }
        HttpAccess access = HttpAccess.of(node, Math.min(every, 4 * Times.SECOND));
        List<URI> targets = new ArrayList<>();
        for (ConfigNode target : node.get("targets").list()) {
            targets.add(target(target));
            access.refuseClear(node, target, targets.getLast());
        }
        if (targets.isEmpty()) {
            throw node.get("targets").error("names no target; give at least one http://host:port/metrics");
        }
        return new PrometheusConfig(
                node.text("name", "prometheus"),
                List.copyOf(targets),
                every,
                access,
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static URI target(ConfigNode node) {
        URI uri = HttpAccess.address(node, "http");
        UnaryOperator<String> path = p -> p == null || p.isEmpty() || p.equals("/") ? "/metrics" : p;
        return uri.resolve(path.apply(uri.getRawPath()) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }
}
