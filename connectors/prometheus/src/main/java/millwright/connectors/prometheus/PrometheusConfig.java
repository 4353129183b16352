package millwright.connectors.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import millwright.connectors.config.ConfigNode;
import millwright.plant.Times;

/**
 * The {@code prometheus} block.
 *
 * @param every ns between scrapes @param timeout ns for one scrape
 * @param tokenFile file that holds a bearer token; its content never reaches a log, nor, unless
 *     {@code insecure-token} says so, another machine over clear text
 * @param authority PEM file of the certificate authority for https
 */
record PrometheusConfig(
        String name,
        List<URI> targets,
        long every,
        long timeout,
        Optional<Path> tokenFile,
        Optional<Path> authority,
        Placement placement) {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    static PrometheusConfig of(ConfigNode node) {
        node.allow(
                "protocol",
                "name",
                "targets",
                "every",
                "timeout",
                "token-file",
                "insecure-token",
                "ca-file",
                "placement");
        List<URI> targets = new ArrayList<>();
        for (ConfigNode target : node.get("targets").list()) {
            targets.add(target(target));
            if (node.has("token-file") && !node.flag("insecure-token", false)) {
                refuseClear(target, targets.getLast());
            }
        }
        if (targets.isEmpty()) {
            throw node.get("targets").error("names no target; give at least one http://host:port/metrics");
        }
        long every = node.nanos("every", 5 * Times.SECOND);
        long timeout = node.nanos("timeout", Math.min(every, 4 * Times.SECOND));
        if (every < 100 * Times.MILLI || timeout < 50 * Times.MILLI) {
            throw node.error("'every' must be at least 100ms and 'timeout' at least 50ms");
        }
        return new PrometheusConfig(
                node.text("name", "prometheus"),
                List.copyOf(targets),
                every,
                timeout,
                node.optional("token-file").map(n -> Path.of(n.text())),
                node.optional("ca-file").map(n -> Path.of(n.text())),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    /** A token over clear text is everybody's on the way; within this machine there is no way. */
    private static void refuseClear(ConfigNode node, URI target) {
        String host = String.valueOf(target.getHost()).toLowerCase(Locale.ROOT);
        boolean here = host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
        if (!here && !"https".equalsIgnoreCase(target.getScheme())) {
            throw node.error(
                    "'" + node.text() + "' would get the token of 'token-file' over clear text; write https://, "
                            + "leave out the token, or allow it with 'insecure-token: true'");
        }
    }

    private static URI target(ConfigNode node) {
        String text = node.text().contains("://") ? node.text() : "http://" + node.text();
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
                throw node.error("'" + node.text() + "' is not an http(s) address");
            }
            UnaryOperator<String> path = p -> p == null || p.isEmpty() || p.equals("/") ? "/metrics" : p;
            return uri.resolve(
                    path.apply(uri.getRawPath()) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (IllegalArgumentException e) {
            throw node.error("'" + node.text() + "' is not an http(s) address");
        }
    }
}
