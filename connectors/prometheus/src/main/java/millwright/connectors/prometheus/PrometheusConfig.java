package millwright.connectors.prometheus;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code prometheus} block.
 *
 * @param every ns between scrapes
 * @param forget ns after which what nobody can tell any more is gone
 * @param silent ns after which also what is only silent is gone; the most there is for never
 * @param discoveries where more targets are looked up, every {@code refresh} ns
 * @param store address of a store that speaks the API of Prometheus
 * @param tenant whose data in the store; empty where it has one tenant
 * @param reach ns that the store keeps; where the block does not say, as long as Prometheus does if nobody tells it
 * @param pastAccess as {@code access}, with more patience where the block names none
 * @param clear true where a secret may go over clear text
 */
record PrometheusConfig(
        String name,
        List<Target> targets,
        List<Discovery> discoveries,
        long refresh,
        Optional<URI> store,
        String tenant,
        long reach,
        long every,
        long forget,
        long silent,
        HttpAccess access,
        HttpAccess pastAccess,
        boolean clear,
        Placement placement) {
    private static final long USUAL = 5 * Times.SECOND;
    private static final long USUAL_STORE = 15 * Times.SECOND;
    private static final long USUAL_REACH = 15 * 24 * Times.HOUR;
    private static final long PATIENCE = 6 * Times.SECOND;

    static PrometheusConfig of(ConfigNode node) {
        node.allow(HttpAccess.keys(
                "protocol",
                "name",
                "targets",
                "http-sd",
                "file-sd",
                "refresh",
                "store",
                "tenant",
                "reach",
                "every",
                "forget",
                "forget-silent",
                "placement"));
        if (!node.has("store")) {
            for (String key : List.of("tenant", "reach")) {
                node.optional(key).ifPresent(n -> {
                    throw n.error("'" + key + "' belongs to a 'store', and this block names none");
                });
            }
        }
        long every = Spans.atLeast(node, "every", node.has("store") ? USUAL_STORE : USUAL, 100 * Times.MILLI);
        long refresh = Spans.atLeast(node, "refresh", 30 * Times.SECOND, 100 * Times.MILLI);
        long forget = node.nanos("forget", Math.max(Times.HOUR, 3 * every));
        if (forget < 3 * every) {
            throw node.get("forget").error("must be at least three times as long as 'every'");
        }
        HttpAccess access = HttpAccess.of(node, Math.min(every, 4 * Times.SECOND));
        PrometheusConfig config = new PrometheusConfig(
                node.text("name", "prometheus"),
                targets(node, access),
                discoveries(node, access),
                refresh,
                node.optional("store").map(store -> {
                    URI uri = HttpAccess.address(store, "http");
                    access.refuseClear(node, store, uri);
                    return uri;
                }),
                node.text("tenant", ""),
                node.nanos("reach", USUAL_REACH),
                every,
                forget,
                Spans.silence(node, Math.max(Times.MINUTE, 3 * every)),
                access,
                HttpAccess.of(node, PATIENCE),
                node.flag("insecure-token", false),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
        if (config.targets().isEmpty()
                && config.discoveries().isEmpty()
                && config.store().isEmpty()) {
            ConfigNode at = node.optional("targets").orElse(node);
            throw at.error("names no target; give at least one http://host:port/metrics, or 'http-sd', 'file-sd' or "
                    + "the 'store' to read them from");
        }
        if (config.discoveries().isEmpty()) { // what is discovered may be asked over TLS
            List<URI> all = new ArrayList<>(config.store().stream().toList());
            config.targets().forEach(target -> all.add(target.uri()));
            access.refuseUnseen(node, all);
        }
        return config;
    }

    private static List<Target> targets(ConfigNode node, HttpAccess access) {
        List<Target> targets = new ArrayList<>();
        for (ConfigNode target : node.list("targets")) {
            Target one = Target.of(target(target));
            access.refuseClear(node, target, one.uri());
            targets.add(one);
        }
        return List.copyOf(targets);
    }

    private static List<Discovery> discoveries(ConfigNode node, HttpAccess access) {
        List<Discovery> all = new ArrayList<>();
        node.optional("http-sd").ifPresent(sd -> {
            URI uri = HttpAccess.address(sd, "http");
            access.refuseClear(node, sd, uri);
            all.add(new Discovery.ByHttp(uri));
        });
        node.optional("file-sd").ifPresent(sd -> all.add(Discovery.ByFile.of(sd.text())));
        return List.copyOf(all);
    }

    private static URI target(ConfigNode node) {
        URI uri = HttpAccess.address(node, "http");
        UnaryOperator<String> path = p -> p == null || p.isEmpty() || p.equals("/") ? "/metrics" : p;
        return uri.resolve(path.apply(uri.getRawPath()) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    /** False for a discovered target that would get the secret of the block over clear text. */
    boolean mayAsk(URI uri) {
        return clear || !access.wouldTell(uri);
    }

    /** True when no other target stands on the same host. */
    static boolean alone(Target target, List<Target> all) {
        String host = target.host().toLowerCase(Locale.ROOT);
        return all.stream()
                .allMatch(t ->
                        t.equals(target) || !t.host().toLowerCase(Locale.ROOT).equals(host));
    }
}
