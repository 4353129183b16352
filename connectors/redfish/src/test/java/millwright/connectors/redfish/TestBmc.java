package millwright.connectors.redfish;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.hearing.OwnCertificate;

/** A management controller over HTTPS, with sessions, ETags and whatever misbehaviour a test wants of a path. */
final class TestBmc implements AutoCloseable {
    static final String USER = "watcher";
    static final String PASSWORD = "open sesame";

    /** Answers in place of what is normal. */
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    final Map<String, String> resources = new ConcurrentHashMap<>();
    final Map<String, Manner> manners = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Set<String> sessions = ConcurrentHashMap.newKeySet();
    final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    final AtomicInteger mostSessions = new AtomicInteger();
    final AtomicInteger logins = new AtomicInteger();
    volatile boolean needsLogin = true;
    volatile boolean hasSessions = true;
    volatile String sessionPlace = Session.PLACE + "/";
    final Path authority;
    private final AtomicInteger revision = new AtomicInteger(1);
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param name the certificate speaks for, for example {@code ip:127.0.0.1} */
    TestBmc(Path folder, String name) throws IOException, GeneralSecurityException, InterruptedException {
        this(folder, name, Optional.empty());
    }

    /** @param caller whose certificate must be shown; empty where anybody may come in */
    TestBmc(Path folder, String name, Optional<OwnCertificate> caller)
            throws IOException, GeneralSecurityException, InterruptedException {
        OwnCertificate own = OwnCertificate.in(folder, name.replace(':', '-'), name);
        authority = own.certificate();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                caller.isPresent() ? own.demanding(caller.get()) : new HttpsConfigurator(own.server()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        put("/redfish/v1", "{\"Links\":{}}");
    }

    String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    TestBmc put(String path, String json) {
        resources.put(Paths.key(path), json);
        return this;
    }

    /** A collection, and with each member's JSON that member. */
    TestBmc collection(String path, Map<String, String> members) {
        List<String> links = new ArrayList<>();
        members.forEach((id, json) -> {
            put(path + "/" + id, json);
            links.add("{\"@odata.id\":\"" + path + "/" + id + "\"}");
        });
        return put(path, "{\"Members\":[" + String.join(",", links) + "]}");
    }

    /** One index.json for each URL below {@code /redfish/v1}. */
    TestBmc tree(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.endsWith("index.json")).toList()) {
                String local = folder.relativize(file.getParent()).toString();
                put("/redfish/v1" + (local.isEmpty() ? "" : "/" + local), Files.readString(file));
            }
        }
        return this;
    }

    long count(String request) {
        return asked.stream().filter(request::equals).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        ports.add(exchange.getRemoteAddress().getPort());
        String path = Paths.key(exchange.getRequestURI().getPath());
        asked.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            Manner manner = manners.get(path);
            if (path.startsWith(Session.PLACE)) {
                session(exchange, path);
            } else if (!allowed(exchange)) {
                send(exchange, 401, "{}");
            } else if (manner != null) {
                manner.answer(exchange);
            } else {
                resource(exchange, path);
            }
        }
    }

    private boolean allowed(HttpExchange exchange) {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Auth-Token"));
        String basic = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String pair = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return !needsLogin || sessions.contains(token) || !hasSessions && basic.equals("Basic " + pair);
    }

    private void session(HttpExchange exchange, String path) throws IOException {
        if (!hasSessions) {
            send(exchange, 404, "{}");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            sessions.remove(path.substring(path.lastIndexOf('/') + 1));
            send(exchange, 204, "");
        } else {
            JsonObject body = json(exchange);
            boolean known = body.get("UserName").getAsString().equals(USER)
                    && body.get("Password").getAsString().equals(PASSWORD);
            if (known) {
                String token = "T" + logins.incrementAndGet();
                sessions.add(token);
                mostSessions.accumulateAndGet(sessions.size(), Math::max);
                exchange.getResponseHeaders().add("X-Auth-Token", token);
                exchange.getResponseHeaders().add("Location", sessionPlace + token);
            }
            send(exchange, known ? 201 : 401, "{}");
        }
    }

    static JsonObject json(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return JsonParser.parseString(body).getAsJsonObject();
    }

    /** What is normal. */
    void resource(HttpExchange exchange, String path) throws IOException {
        String json = resources.get(path);
        if (json == null) {
            send(exchange, 404, "{\"error\":{}}");
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            patch(exchange, path, json);
        } else {
            exchange.getResponseHeaders().add("ETag", etag());
            send(exchange, 200, json);
        }
    }

    String etag() {
        return "W/\"" + revision.get() + "\"";
    }

    /** As if somebody else had changed it. */
    void touched() {
        revision.incrementAndGet();
    }

    private void patch(HttpExchange exchange, String path, String json) throws IOException {
        if (!etag().equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
            send(exchange, 412, "{}");
            return;
        }
        JsonObject now = JsonParser.parseString(json).getAsJsonObject();
        JsonObject change = json(exchange).getAsJsonObject("PowerLimitWatts");
        change.entrySet().forEach(e -> now.getAsJsonObject("PowerLimitWatts").add(e.getKey(), e.getValue()));
        put(path, now.toString());
        touched();
        send(exchange, 200, now.toString());
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
