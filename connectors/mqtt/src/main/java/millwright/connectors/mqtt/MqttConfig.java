package millwright.connectors.mqtt;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HostPort;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Secret;
import millwright.connectors.source.ShownCertificate;
import millwright.connectors.source.Spans;
import millwright.plant.EntityKind;
import millwright.plant.Side;
import millwright.plant.Times;

/**
 * The {@code mqtt} block.
 *
 * @param kept the broker keeps what comes while we are away; where a client id is given, for without one every program
 *     has an id of its own each time, so that none drives another away
 * @param integration what the building calls this program in its metadata; empty when nothing may be written
 * @param republish ns after which a value that did not change is said again
 * @param confirm ns that a written point may take to show
 * @param signers PEM file of a public key by key id; without any, signatures are not looked at
 */
record MqttConfig(
        String name,
        Broker broker,
        String clientId,
        boolean kept,
        String integration,
        String points,
        String grid,
        long republish,
        long confirm,
        List<Meter> meters,
        Map<String, Path> signers,
        Placement placement) {
    private static final List<String> KEYS = List.of(
            "protocol",
            "name",
            "url",
            "client-id",
            "integration",
            "points",
            "grid",
            "republish",
            "confirm",
            "meters",
            "signers",
            "placement",
            "timeout",
            "keep-alive",
            "ca-file",
            "cert-file",
            "key-file",
            "user",
            "password-file",
            "password-env",
            "token-file",
            "token-env",
            "insecure-token");
    private static final List<String> KINDS =
            List.of("utility", "switchboard", "ups", "pdu", "busway", "power_shelf", "mechanical");

    /** @param keepAlive seconds @param timeout ns for connecting and for answers */
    record Broker(
            String host,
            int port,
            boolean tls,
            Optional<Path> authority,
            Optional<ShownCertificate> shown,
            String user,
            Optional<Secret> secret,
            int keepAlive,
            long timeout) {
        String address() {
            return host + ":" + port;
        }
    }

    /** What a power meter measures. @param feed tag under which the grid means it; empty for none */
    record Meter(String object, EntityKind kind, Side side, String feed) {}

    static MqttConfig of(ConfigNode node) {
        node.allow(KEYS);
        String name = node.text("name", "mqtt");
        return new MqttConfig(
                name,
                broker(node),
                node.text("client-id", "millwright-" + name + "-" + here() + "-" + UUID.randomUUID()),
                node.has("client-id"),
                level(node, "integration", ""),
                root(node, "points", "BMS/v1"),
                root(node, "grid", "grid/v1"),
                atLeast(node, "republish", 100 * Times.SECOND),
                Spans.confirm(node, 30 * Times.SECOND, 100 * Times.MILLI),
                node.list("meters").stream().map(MqttConfig::meter).toList(),
                signers(node),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static long atLeast(ConfigNode node, String key, long absent) {
        long nanos = node.nanos(key, absent);
        if (nanos < 100 * Times.MILLI) {
            throw node.get(key).error("'" + key + "' must be at least 100ms");
        }
        return nanos;
    }

    private static Broker broker(ConfigNode node) {
        ConfigNode url = node.get("url");
        URI uri = address(url);
        boolean tls = uri.getScheme().toLowerCase(Locale.ROOT).equals("mqtts");
        ShownCertificate.refuseClear(node, "mqtts", tls);
        Optional<Secret> token = Secret.of(node, "token");
        Optional<Secret> password = Secret.of(node, "password");
        if (token.isPresent() && password.isPresent()) {
            throw node.error("give either a token or 'user' with a password, not both");
        }
        if (password.isPresent() && !node.has("user")) {
            throw node.error("'user' and 'password-file' (or 'password-env') belong together");
        }
        Optional<Secret> secret = token.isPresent() ? token : password;
        boolean anyway = node.flag("insecure-token", false);
        if (secret.isPresent() && !tls && !local(uri.getHost()) && !anyway) {
            throw url.error("'" + url.text() + "' would get the secret of this block over clear text; write mqtts://, "
                    + "leave the secret out, or allow it with 'insecure-token: true'");
        }
        // the contract's way of handing a token over: as the password of this user
        String user = node.text("user", token.isPresent() ? "oauthtoken" : "");
        return new Broker(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : tls ? 8883 : 1883,
                tls,
                ShownCertificate.authorities(node, "ca-file"),
                ShownCertificate.of(node, "cert-file", "key-file"),
                user,
                secret,
                (int) Math.clamp(node.nanos("keep-alive", 20 * Times.SECOND) / Times.SECOND, 1, 600),
                atLeast(node, "timeout", 5 * Times.SECOND));
    }

    private static URI address(ConfigNode node) {
        String text = node.text().contains("://") ? node.text() : "mqtt://" + node.text();
        if (text.contains("@")) {
            throw node.error("holds a user or password; give them as 'user' with 'password-file' or 'password-env'");
        }
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && List.of("mqtt", "mqtts").contains(scheme)) {
                return HostPort.required(node, uri);
            }
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.error("'" + node.text() + "' is no address of a broker: " + e.getMessage());
        }
        throw node.error(
                "'" + node.text() + "' is no address of a broker; write mqtts://host:8883 or mqtt://host:1883");
    }

    private static boolean local(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static String here() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "host";
        }
    }

    private static String level(ConfigNode node, String key, String absent) {
        String text = node.text(key, absent);
        if (text.contains("/") || text.contains("+") || text.contains("#")) {
            throw node.get(key).error("'" + text + "' must be one level of a topic, without / + #");
        }
        return text;
    }

    private static String root(ConfigNode node, String key, String absent) {
        String text = node.text(key, absent);
        if (text.isBlank() || text.contains("+") || text.contains("#") || text.endsWith("/")) {
            throw node.get(key).error("'" + text + "' must be the beginning of topics, such as " + absent);
        }
        return text;
    }

    private static Meter meter(ConfigNode node) {
        node.allow("object", "kind", "side", "feed");
        String kind = node.has("kind") ? node.get("kind").word(KINDS) : "pdu";
        String side = node.has("side") ? node.get("side").word(List.of("a", "b")) : "none";
        return new Meter(
                node.text("object"),
                EntityKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                Side.valueOf(side.toUpperCase(Locale.ROOT)),
                node.text("feed", ""));
    }

    private static Map<String, Path> signers(ConfigNode node) {
        Map<String, Path> files = new LinkedHashMap<>();
        node.optional("signers")
                .ifPresent(all -> all.entries().forEach((key, file) -> files.put(key, Path.of(file.text()))));
        return files;
    }
}
