package millwright.connectors.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import millwright.control.Caller;
import millwright.control.Role;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway listens and whom it lets in. Anything but loopback needs TLS and a file of callers.
 *
 * @param port 0 for any free one
 * @param certificate PEM chain, with {@code key} its private key
 * @param clientAuthority PEM of the authority that signs client certificates; null when only tokens are used
 * @param callers see {@link Access}; null lets everybody on loopback do everything
 */
public record Binding(
        String host,
        int port,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path clientAuthority,
        @Nullable Path callers) {
    public static final int USUAL_PORT = 7443;

    /** @throws IllegalArgumentException saying what is missing and how to give it */
    public Binding {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("there is no port " + port);
        }
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("TLS needs both a certificate and its key: --tls-cert and --tls-key");
        }
        if (clientAuthority != null && certificate == null) {
            throw new IllegalArgumentException("client certificates need TLS: give --tls-cert and --tls-key");
        }
        if (!isLoopback(host)) {
            if (certificate == null) {
                throw new IllegalArgumentException("listening on " + host
                        + " needs TLS: give --tls-cert and --tls-key, or leave --listen out to stay on loopback");
            }
            if (callers == null) {
                throw new IllegalArgumentException("listening on " + host
                        + " needs to know its callers: give --callers FILE with lines like 'alice operate token:…'");
            }
        }
    }

    public static Binding loopback(int port) {
        return new Binding("localhost", port, null, null, null, null);
    }

    Access access() {
        Path file = callers;
        return file == null
                ? Access.everybodyIs(new Caller(System.getProperty("user.name", "local"), Role.APPROVE))
                : Access.of(file);
    }

    private static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return !host.isBlank();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("there is no address for the host " + host, e);
        }
    }
}
