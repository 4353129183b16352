package millwright.connectors.redfish;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.HttpReader.Answer;
import millwright.connectors.source.PeerDate;
import millwright.plant.Times;

/**
 * Talks to one controller, one request at a time, so that it holds one connection. Logs in when a resource asks for it and
 * once more when the session is gone. The poller's thread only.
 */
final class Client {
    private static final long LONGEST_PAUSE = 10 * Times.MINUTE;

    private final HttpReader reader;
    private final URI address;
    private final Session session;

    Client(HttpReader reader, URI address, Session session) {
        this.reader = reader;
        this.address = address;
        this.session = session;
    }

    URI address() {
        return address;
    }

    /** How the controller's clock stands; empty before it said a time. */
    Optional<PeerDate> clock() {
        return reader.clockOf(address);
    }

    /** ns that the controller's clock is ahead; 0 before it said a time. */
    long clockOffset() {
        return clock().map(PeerDate::ahead).orElse(0L);
    }

    /** +- ns of {@link #clockOffset}; 0 before it said a time. */
    long clockUncertainty() {
        return clock().map(PeerDate::plusMinus).orElse(0L);
    }

    /** @param path one that {@link Paths#local} let through @throws Refusal when the answer is not 200 */
    Document get(String path) throws IOException, InterruptedException {
        Answer answer = ask("GET", path, Map.of(), "");
        expect(answer, path, 200);
        return Document.parse(
                answer.body(), path, answer.headers().firstValue("ETag").orElse(""));
    }

    /** @param etag of what is to be changed; empty for "whatever it is" @throws Refusal among them 412 */
    void patch(String path, String json, String etag) throws IOException, InterruptedException {
        Map<String, String> headers = etag.isEmpty() ? Map.of() : Map.of("If-Match", etag);
        expect(ask("PATCH", path, headers, json), path, 200, 202, 204);
    }

    /** An answer that goes on for ever; on a connection of its own. */
    InputStream open(String path) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(session.headers());
        headers.put("Accept", "text/event-stream");
        HttpResponse<InputStream> answer = reader.open(address.resolve(path), headers);
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new Refusal(answer.statusCode(), 0, path + ": answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Ends the session, if there is one; a controller that does not answer now forgets it by itself. */
    void logout() throws InterruptedException {
        if (session.isOpen()) {
            try {
                Map<String, String> headers = session.headers();
                String place = session.forget();
                if (!place.isEmpty()) {
                    reader.send("DELETE", address.resolve(place), headers, new byte[0]);
                }
            } catch (IOException e) {
                session.forget();
            }
        }
    }

    private Answer ask(String method, String path, Map<String, String> more, String json)
            throws IOException, InterruptedException {
        if (session.wanted()) {
            login();
        }
        Answer answer = send(method, path, more, json, session.headers());
        if (answer.status() == 401 && session.isOpen()) {
            session.forget();
            login();
            answer = send(method, path, more, json, session.headers());
        }
        return answer;
    }

    private void login() throws IOException, InterruptedException {
        Answer answer = send("POST", Session.PLACE, Map.of(), session.credentials(), Map.of());
        switch (answer.status()) {
            case 200, 201, 204 -> session.opened(answer.headers(), address);
            case 404, 405, 501 -> session.useBasic();
            default -> expect(answer, "login", 201);
        }
    }

    private Answer send(String method, String path, Map<String, String> more, String json, Map<String, String> session)
            throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(session);
        headers.putAll(more);
        headers.put("Accept", "application/json");
        headers.put("OData-Version", "4.0");
        if (!json.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return reader.send(method, address.resolve(path), headers, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void expect(Answer answer, String what, int... wanted) throws Refusal {
        for (int status : wanted) {
            if (answer.status() == status) {
                return;
            }
        }
        String pause = answer.headers().firstValue("Retry-After").orElse("");
        long leave = pause.matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(pause)).toNanos()
                : 0;
        String hint = switch (answer.status()) {
            case 401, 403 -> "; give valid credentials ('user' with 'password-file'), with enough privilege";
            case 429, 503 -> "; it is busy, or all of its sessions are taken";
            default -> "";
        };
        throw new Refusal(
                answer.status(), Math.min(leave, LONGEST_PAUSE), what + ": answered " + answer.status() + hint);
    }
}
