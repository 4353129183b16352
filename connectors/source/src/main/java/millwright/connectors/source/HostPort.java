package millwright.connectors.source;

import java.net.URI;
import millwright.connectors.config.ConfigNode;

/** Where a peer listens. */
public record HostPort(String host, int port) {
    /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}. @param absent port where none is written */
    public static HostPort of(ConfigNode node, int absent) {
        String text = node.text().strip();
        int colon = text.lastIndexOf(':');
        boolean alone = colon < 0 || text.endsWith("]") || text.indexOf(':') != colon && !text.startsWith("[");
        String host = alone ? text : text.substring(0, colon);
        if (host.isBlank() || host.contains("/") || host.contains("@")) {
            throw node.error("'" + text + "' is no address; write 10.0.0.7 or 10.0.0.7:" + absent);
        }
        return new HostPort(host, alone ? absent : port(node, text.substring(colon + 1), absent));
    }

    /** The same, unless it names a port that there is none of. */
    public static URI required(ConfigNode node, URI uri) {
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw node.error("there is no port " + uri.getPort() + "; ports go from 1 to 65535");
        }
        return uri;
    }

    private static int port(ConfigNode node, String text, int absent) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw node.error("'" + text + "' is no port; write 10.0.0.7 or 10.0.0.7:" + absent);
        }
        throw node.error("'" + text + "' is no port; write 10.0.0.7 or 10.0.0.7:" + absent);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
