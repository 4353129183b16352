package millwright.connectors.otlp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Secret;
import millwright.plant.Times;

/**
 * The {@code otlp} block.
 *
 * @param every ns between exports as long as a sender's own pace is not known
 * @param forget ns after which a sender of which nothing comes has ended, and what nobody tells any more is gone
 * @param http where HTTP is taken; gRPC comes in on the gateway's own port, with the gateway's callers and TLS
 */
record OtlpConfig(String name, long every, long forget, Optional<Http> http, Placement placement) {
    /** @param token that callers must give @param certificate PEM chain, with {@code key} its private key */
    record Http(String host, int port, Optional<Secret> token, Optional<Path> certificate, Optional<Path> key) {}

    static OtlpConfig of(ConfigNode node) {
        node.allow("protocol", "name", "every", "forget", "http", "placement");
        long every = node.nanos("every", Times.MINUTE);
        if (every < 100 * Times.MILLI) {
            throw node.get("every").error("must be at least 100ms");
        }
        long forget = node.nanos("forget", Times.HOUR);
        if (forget < Times.MINUTE) {
            throw node.get("forget").error("must be at least 1m: senders may pause so long between two exports");
        }
        return new OtlpConfig(
                node.text("name", "otlp"),
                every,
                forget,
                node.optional("http").map(OtlpConfig::http),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static Http http(ConfigNode node) {
        node.allow("listen", "token-file", "token-env", "tls-cert", "tls-key");
        String listen = node.text("listen", "localhost:4318");
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw node.get("listen").error("'" + listen + "' is not HOST:PORT; the usual is localhost:4318");
        }
        String host = listen.substring(0, colon);
        int port = Integer.parseInt(listen.substring(colon + 1));
        if (port > 65_535) {
            throw node.get("listen").error("there is no port " + port);
        }
        Optional<Path> certificate = node.optional("tls-cert").map(n -> Path.of(n.text()));
        Optional<Path> key = node.optional("tls-key").map(n -> Path.of(n.text()));
        if (certificate.isPresent() != key.isPresent()) {
            throw node.error("'tls-cert' and 'tls-key' belong together");
        }
        Optional<Secret> token = Secret.of(node, "token");
        if (!loopback(node, host) && (certificate.isEmpty() || token.isEmpty())) {
            throw node.error("taking HTTP on " + host
                    + " needs 'tls-cert', 'tls-key' and 'token-file' (or 'token-env');" + " or stay on localhost");
        }
        return new Http(host, port, token, certificate, key);
    }

    private static boolean loopback(ConfigNode node, String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            throw node.error("there is no address for the host " + host);
        }
    }
}
