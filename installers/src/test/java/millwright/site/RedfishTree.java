package millwright.site;

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
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import millwright.hearing.OwnCertificate;

/**
 * A management controller over HTTPS on loopback: a recorded tree, where every resource has an ETag and a PATCH is taken only
 * over what was read. Asks for name and password with each request. A virtual thread for each question.
 */
final class RedfishTree implements Peer, AutoCloseable {
    static final String USER = "watcher";
    static final String PASSWORD = "open sesame";

    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final AtomicInteger revision = new AtomicInteger(1);
    private final AtomicInteger patches = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SSLContext context;
    private final int port;
    private final Path authority;
    private HttpsServer server;

    RedfishTree(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        OwnCertificate own = OwnCertificate.in(folder, "bmc", "ip:127.0.0.1");
        authority = own.certificate();
        context = own.server();
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpsServer listen(int at) throws IOException {
        HttpsServer made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        made.setHttpsConfigurator(new HttpsConfigurator(context));
        made.setExecutor(threads);
        made.createContext("/", this::handle);
        made.start();
        return made;
    }

    Path authority() {
        return authority;
    }

    String address() {
        return "https://127.0.0.1:" + port;
    }

    /** One index.json for each URL below {@code /redfish/v1}. */
    void tree(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.endsWith("index.json")).toList()) {
                String local = folder.relativize(file.getParent()).toString();
                put("/redfish/v1" + (local.isEmpty() ? "" : "/" + local), Files.readString(file));
            }
        }
    }

    void put(String path, String json) {
        resources.put(path, json);
    }

    JsonObject get(String path) {
        return JsonParser.parseString(resources.getOrDefault(path, "{}")).getAsJsonObject();
    }

    /** PATCHes that were taken. */
    int patches() {
        return patches.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("/$", "");
        String pair = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        try (exchange) {
            if (path.startsWith("/redfish/v1/SessionService/Sessions") || !resources.containsKey(path)) {
                send(exchange, 404, "{\"error\":{}}");
            } else if (!("Basic " + pair).equals(basic)) {
                send(exchange, 401, "{}");
            } else if (exchange.getRequestMethod().equals("PATCH")) {
                patch(exchange, path);
            } else {
                exchange.getResponseHeaders().add("ETag", etag());
                send(exchange, 200, resources.getOrDefault(path, ""));
            }
        }
    }

    private String etag() {
        return "W/\"" + revision.get() + "\"";
    }

    private void patch(HttpExchange exchange, String path) throws IOException {
        if (!etag().equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
            send(exchange, 412, "{}");
            return;
        }
        JsonObject now = get(path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonObject change = JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("PowerLimitWatts");
        change.entrySet().forEach(e -> now.getAsJsonObject("PowerLimitWatts").add(e.getKey(), e.getValue()));
        put(path, now.toString());
        revision.incrementAndGet();
        patches.incrementAndGet();
        send(exchange, 200, now.toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void kill() {
        server.stop(0);
    }

    @Override
    public void again() throws IOException {
        server = listen(port);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
