package millwright.connectors.config;

import java.time.Duration;
import java.util.Map;

/**
 * A port of a host that a {@link SourceProbe} may ask.
 *
 * @param host a name or an address, without brackets @param patience how long an answer may take
 * @param secrets by name, as given for this purpose
 */
public record Door(String host, int port, Duration patience, Map<String, String> secrets) {
    public Door {
        secrets = Map.copyOf(secrets);
    }

    /** Host and port as they stand in an address. */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return authority();
    }
}
