package millwright.connectors.source;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import millwright.connectors.config.Door;

/**
 * Asks a door over HTTP what it is. Nothing secret is sent, so that any certificate will do; whether it would stand a check
 * is told. Answers over {@value #MOST} bytes are refused. Any thread.
 */
public final class HttpKnock {
    private static final int MOST = 2 << 20;

    /** @param trusted false when the certificate is by nobody who is known here, or for another name */
    public record Answer(URI at, HttpReader.Answer http, boolean trusted) {
        public int status() {
            return http.status();
        }

        public String text() {
            return http.text();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    private HttpKnock() {}

    /**
     * Over TLS where the port says so, in clear text where it says so, else in clear text and then over TLS.
     *
     * @param path beginning with a slash @throws IOException in one line, when nobody answers in HTTP
     */
    public static Answer get(Door door, String path, String accept) throws IOException, InterruptedException {
        return switch (door.port()) {
            case 443, 8443 -> get("https", door, path, accept);
            case 80, 8080 -> get("http", door, path, accept);
            default -> either(door, path, accept);
        };
    }

    private static Answer either(Door door, String path, String accept) throws IOException, InterruptedException {
        IOException first;
        try {
            Answer answer = get("http", door, path, accept);
            if (answer.status() != 400) { // as servers answer that are spoken to in clear text and want TLS
                return answer;
            }
            first = new IOException("answered 400");
        } catch (IOException e) {
            String said = String.valueOf(e.getMessage());
            if (said.startsWith("connection refused") || said.startsWith("no ") || said.startsWith("the name of")) {
                throw e;
            }
            first = e;
        }
        try {
            return get("https", door, path, accept);
        } catch (IOException e) {
            first.addSuppressed(e);
            throw first;
        }
    }

    private static Answer get(String scheme, Door door, String path, String accept)
            throws IOException, InterruptedException {
        URI at = URI.create(scheme + "://" + authority(scheme, door) + path);
        LenientTrust lenient = LenientTrust.make();
        HttpAccess access = HttpAccess.plain(door.patience().toNanos());
        try (HttpReader reader = new HttpReader(access, MOST, InstantSource.system(), lenient.context())) {
            HttpReader.Answer answer = reader.send("GET", at, Map.of("Accept", accept), new byte[0]);
            return new Answer(at, answer, !lenient.doubted());
        }
    }

    /** As people write it: a port that goes without saying is not said. */
    private static String authority(String scheme, Door door) {
        boolean usual = door.port() == (scheme.equals("https") ? 443 : 80);
        String authority = door.authority();
        return usual ? authority.substring(0, authority.lastIndexOf(':')) : authority;
    }
}
