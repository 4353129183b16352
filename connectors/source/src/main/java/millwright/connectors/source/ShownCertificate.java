package millwright.connectors.source;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;

/**
 * The certificate by which an end of a TLS connection proves whose it is, PEM, and its key. Immutable; both files were read
 * once, so that what is wrong with them is told with file, line and key of the configuration.
 *
 * @param certificate a chain, its own first
 */
public record ShownCertificate(Path certificate, Path key) {
    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * What a block names; empty where it names neither.
     *
     * @throws millwright.connectors.config.ConfigException where one is missing beside the other, cannot be read, or is not
     *     of the other
     */
    public static Optional<ShownCertificate> of(ConfigNode node, String certificate, String key) {
        if (!node.has(certificate) && !node.has(key)) {
            return Optional.empty();
        }
        for (String missing : List.of(certificate, key)) {
            if (!node.has(missing)) {
                throw node.error(
                        "'" + missing + "' is missing; '" + certificate + "' and '" + key + "' belong together");
            }
        }
        ConfigNode shown = node.get(certificate);
        ConfigNode secret = node.get(key);
        Path own = Path.of(shown.text());
        List<Certificate> chain = readable(shown, () -> ServerTls.certificates(own));
        readable(secret, () -> ServerTls.key(Path.of(secret.text()), chain.getFirst()));
        return Optional.of(new ShownCertificate(own, Path.of(secret.text())));
    }

    /** Both. */
    public List<Path> files() {
        return List.of(certificate, key);
    }

    /** Both as they are now. @throws IOException naming the one that cannot be read, or is not of the other */
    public Pair read() throws IOException {
        X509Certificate[] chain = ServerTls.chain(certificate);
        return new Pair(chain, ServerTls.key(key, chain[0]));
    }

    /** What was read of both. */
    public static final class Pair {
        private final X509Certificate[] chain;
        private final PrivateKey key;

        private Pair(X509Certificate[] chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        /** Its own first. */
        public X509Certificate[] chain() {
            return chain.clone();
        }

        public PrivateKey key() {
            return key;
        }
    }

    /** Refuses {@code cert-file} where nothing of a block goes over TLS: nobody would be shown it. */
    public static void refuseClear(ConfigNode node, String scheme, boolean tls) {
        if (!tls && node.has("cert-file")) {
            throw node.get("cert-file")
                    .error("a certificate is shown over TLS alone, and nothing of this block goes over it; write "
                            + scheme + "://, or leave 'cert-file' and 'key-file' out");
        }
    }

    /** A PEM file of authorities that a block names; empty where it names none. */
    public static Optional<Path> authorities(ConfigNode node, String key) {
        return node.optional(key).map(named -> {
            Path file = Path.of(named.text());
            readable(named, () -> ServerTls.certificates(file));
            return file;
        });
    }

    private static <T> T readable(ConfigNode node, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw node.error(String.valueOf(e.getMessage()));
        }
    }
}
