package millwright.connectors.otlp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Secret;
import millwright.connectors.source.ShownCertificate;
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code otlp} block.
 *
 * @param every ns between exports as long as a sender's own pace is not known
 * @param forget ns after which a sender of which nothing comes has ended, and what nobody tells any more is gone
 * @param silent ns after which also what is only silent is gone; the most there is for never
 * @param http where HTTP is taken; gRPC comes in on the gateway's own port, with the gateway's callers and TLS
 */
record OtlpConfig(String name, long every, long forget, long silent, Optional<Http> http, Placement placement) {
    /**
     * @param token that callers must give @param shown the port's own certificate, for TLS
     * @param clients authorities of those who may call, PEM; empty where nobody has to show a certificate
     */
    record Http(
            String host, int port, Optional<Secret> token, Optional<ShownCertificate> shown, Optional<Path> clients) {}

    static OtlpConfig of(ConfigNode node) {
        node.allow("protocol", "name", "every", "forget", "forget-silent", "http", "placement");
        long every = Spans.atLeast(node, "every", Times.MINUTE, 100 * Times.MILLI);
        long forget = node.nanos("forget", Times.HOUR);
        if (forget < Times.MINUTE) {
            throw node.get("forget").error("must be at least 1m: senders may pause so long between two exports");
        }
        return new OtlpConfig(
                node.text("name", "otlp"),
                every,
                forget,
                Spans.silence(node, Math.max(Times.MINUTE, 3 * every)),
                node.optional("http").map(OtlpConfig::http),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static Http http(ConfigNode node) {
        node.allow("listen", "token-file", "token-env", "tls-cert", "tls-key", "client-ca");
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
        Optional<ShownCertificate> shown = ShownCertificate.of(node, "tls-cert", "tls-key");
        Optional<Path> clients = ShownCertificate.authorities(node, "client-ca");
        if (clients.isPresent() && shown.isEmpty()) {
            throw node.get("client-ca").error("certificates of callers need TLS: give 'tls-cert' and 'tls-key' too");
        }
        Optional<Secret> token = Secret.of(node, "token");
        if (!loopback(node, host) && (shown.isEmpty() || token.isEmpty() && clients.isEmpty())) {
            throw node.error("taking HTTP on " + host
                    + " needs 'tls-cert', 'tls-key' and 'token-file' (or 'token-env') or 'client-ca';"
                    + " or stay on localhost");
        }
        return new Http(host, port, token, shown, clients);
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
