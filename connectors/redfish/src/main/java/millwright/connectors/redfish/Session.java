package millwright.connectors.redfish;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import millwright.connectors.source.HttpAccess;

/**
 * How one controller knows us: by the token of a session of ours, which costs it one of its few; by name and password on
 * every request where it has no sessions; by a fixed token; or not at all. The poller's thread writes, the reader of events
 * reads.
 */
final class Session {
    static final String PLACE = "/redfish/v1/SessionService/Sessions";

    private enum Way {
        NONE,
        BEARER,
        BASIC,
        SESSION
    }

    private final HttpAccess access;
    private volatile Way way;
    private volatile String token = "";
    private volatile String place = "";

    Session(HttpAccess access) {
        this.access = access;
        way = access.token().isPresent() ? Way.BEARER : access.password().isPresent() ? Way.SESSION : Way.NONE;
    }

    /** True when a session has to be opened before anything else. */
    boolean wanted() {
        return way == Way.SESSION && token.isEmpty();
    }

    boolean isOpen() {
        return !token.isEmpty();
    }

    /** The body of the request that opens a session. @throws IOException when the secret cannot be read */
    String credentials() throws IOException {
        JsonObject body = new JsonObject();
        body.addProperty("UserName", access.user());
        body.addProperty("Password", password());
        return body.toString();
    }

    private String password() throws IOException {
        return access.password()
                .orElseThrow(() -> new IOException("no password is configured"))
                .read();
    }

    void opened(HttpHeaders headers, URI address) throws IOException {
        token = headers.firstValue("X-Auth-Token")
                .orElseThrow(() -> new IOException("login: answered no X-Auth-Token"));
        place = headers.firstValue("Location")
                .flatMap(location -> Paths.local(location, address))
                .orElse("");
    }

    /** From now on the password goes with each request. */
    void useBasic() {
        way = Way.BASIC;
    }

    /** @return where the session is to be deleted, empty when it never said */
    String forget() {
        String was = place;
        token = "";
        place = "";
        return was;
    }

    Map<String, String> headers() throws IOException {
        return switch (way) {
            case NONE -> Map.of();
            case SESSION -> token.isEmpty() ? Map.of() : Map.of("X-Auth-Token", token);
            case BEARER ->
                Map.of("Authorization", "Bearer " + access.token().orElseThrow().read());
            case BASIC -> {
                byte[] pair = (access.user() + ":" + password()).getBytes(StandardCharsets.UTF_8);
                yield Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
            }
        };
    }
}
