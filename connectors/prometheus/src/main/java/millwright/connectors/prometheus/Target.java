package millwright.connectors.prometheus;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import millwright.connectors.source.exporter.ExporterLabels;

/**
 * An endpoint to scrape.
 *
 * @param host whom its samples speak of where they do not say: as discovery labels it, as the parameter {@code target} of
 *     an exporter that asks on behalf of others, else the host of the address
 */
record Target(URI uri, String host) {
    static Target of(URI uri) {
        return new Target(uri, host(uri));
    }

    private static String host(URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&")) {
            if (pair.startsWith("target=") && pair.length() > "target=".length()) {
                String target = URLDecoder.decode(pair.substring("target=".length()), StandardCharsets.UTF_8);
                return Hosts.bare(target.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", ""));
            }
        }
        return String.valueOf(uri.getHost());
    }

    /** What tells it apart from others of its source. */
    String label() {
        boolean usual = "/metrics".equals(uri.getRawPath()) && uri.getRawQuery() == null;
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getAuthority() + (usual ? "" : uri.getRawPath() + query);
    }

    /** @param alone false where another target stands on the same host */
    Asked asked(boolean alone, long time) {
        boolean own = host.equals(uri.getHost());
        return new Asked(host, own && !alone ? uri.getAuthority() : host, time);
    }

    /** The address that discovery means. @param labels as Prometheus names them @throws IllegalArgumentException */
    static Target discovered(String address, Map<String, String> labels) {
        String path = labels.getOrDefault("__metrics_path__", "/metrics");
        String scheme = labels.getOrDefault("__scheme__", "http");
        StringBuilder query = new StringBuilder();
        labels.forEach((key, value) -> {
            if (key.startsWith("__param_")) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(key.substring("__param_".length()))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        URI uri = URI.create(scheme + "://" + address + (path.startsWith("/") ? path : "/" + path) + query);
        if (uri.getHost() == null || uri.getUserInfo() != null || !scheme.matches("https?")) {
            throw new IllegalArgumentException("'" + address + "' is no host:port to scrape over http or https");
        }
        String named = ExporterLabels.host(key -> labels.getOrDefault(key, ""), "");
        return named.isEmpty() ? of(uri) : new Target(uri, named);
    }
}
