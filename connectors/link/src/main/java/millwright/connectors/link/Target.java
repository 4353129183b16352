package millwright.connectors.link;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which gateway, and as whom. Exactly one of {@code port} and {@code inProcess} speaks.
 *
 * @param inProcess name of a gateway in this program; empty for one across the network
 * @param tls whether to encrypt; needed for anything but loopback
 * @param authority PEM of the authority to trust; null for the system's own
 * @param certificate PEM of a client certificate, with {@code key}; null for none
 * @param token secret that says who we are; empty for none
 */
public record Target(
        String host,
        int port,
        String inProcess,
        boolean tls,
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        String token) {
    /** @throws IllegalArgumentException when a secret would travel in the clear */
    public Target {
        if (!token.isEmpty() && !tls && inProcess.isEmpty()) {
            throw new IllegalArgumentException("a token is sent only over TLS; connect with --tls");
        }
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a client certificate needs its key and the other way round");
        }
    }

    public static Target loopback(int port) {
        return new Target("localhost", port, "", false, null, null, null, "");
    }

    public static Target inProcess(String name) {
        return new Target("", 0, name, false, null, null, null, "");
    }

    public static Target tls(String host, int port, @Nullable Path authority, String token) {
        return new Target(host, port, "", true, authority, null, null, token);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return inProcess.isEmpty() ? host + ":" + port : inProcess;
    }
}
