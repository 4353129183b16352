package millwright.connectors.redfish;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Which links of a controller may be followed: those within itself, below {@code /redfish/}. */
final class Paths {
    private static final int MAX_LENGTH = 1_000;

    private Paths() {}

    /** The path on the controller itself, or nothing when the link leads elsewhere or is no link. */
    static Optional<String> local(String link, URI bmc) {
        if (link.length() > MAX_LENGTH || link.contains("\\")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(withoutFragment(link)).normalize();
            boolean here = uri.getScheme() == null && uri.getRawAuthority() == null || sameServer(uri, bmc);
            String path = uri.getRawPath();
            return here && path != null && path.startsWith("/redfish/")
                    ? Optional.of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                    : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    static String withoutFragment(String link) {
        int hash = link.indexOf('#');
        return hash < 0 ? link : link.substring(0, hash);
    }

    /** Two spellings of one path compare equal. */
    static String key(String path) {
        String bare = withoutFragment(path);
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static boolean sameServer(URI a, URI b) {
        return a.getScheme() != null
                && a.getHost() != null
                && a.getUserInfo() == null
                && a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost()
                        .toLowerCase(Locale.ROOT)
                        .equals(String.valueOf(b.getHost()).toLowerCase(Locale.ROOT))
                && port(a) == port(b);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }
}
