package millwright.loop;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * The HTTP API of Prometheus over one GPU whose power is known at any time: {@link #watts}. Questions about the past may
 * fail in several ways, those about now are always answered.
 */
final class FakeStore implements AutoCloseable {
    static final String UUID = "GPU-0a0b0c0d-0000-4000-8000-000000000001";

    enum Mood {
        WELL,
        BUSY,
        HALF_OPEN,
        FORBIDDEN,
        PARTIAL
    }

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Mood mood = Mood.WELL;

    FakeStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/query", x -> say(x, 200, now()));
        server.createContext("/api/v1/query_range", this::past);
        server.start();
    }

    /**
     * A watt more or less each minute and never more, so that an answer of the minute before is wrong by one watt at any time.
     *
     * @param second since the epoch
     */
    static double watts(double second) {
        return 300 + Math.abs(Math.floorMod((long) (second / 60), 200) - 100);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void past(HttpExchange x) throws IOException {
        Map<String, String> form = form(x);
        asked.add(form.getOrDefault("query", "") + " tenant "
                + x.getRequestHeaders().getFirst("X-Scope-OrgID"));
        switch (mood) {
            case WELL -> say(x, 200, range(form, ""));
            case PARTIAL -> say(x, 200, range(form, "store-7 did not answer"));
            case BUSY -> say(x, 503, "{\"status\":\"error\",\"error\":\"too many queries\"}");
            case FORBIDDEN -> say(x, 403, "{\"status\":\"error\",\"error\":\"not yours\"}");
            case HALF_OPEN -> {
                x.sendResponseHeaders(200, 0);
                x.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
                x.getResponseBody().flush();
                await();
            }
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> form(HttpExchange x) throws IOException {
        String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            String[] sides = pair.split("=", 2);
            form.put(sides[0], URLDecoder.decode(sides[sides.length - 1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static String now() {
        double second = Instant.now().toEpochMilli() / 1e3;
        JsonObject labels = labels();
        labels.addProperty("__name__", "DCGM_FI_DEV_POWER_USAGE");
        JsonArray values = new JsonArray();
        values.add(value(second, watts(second)));
        return matrix(List.of(series(labels, values)), "");
    }

    /** Four samples to each step, as a store that scrapes every 15 s says of a minute; a day ago nothing was there yet. */
    private static String range(Map<String, String> form, String partial) {
        double start = Double.parseDouble(form.get("start"));
        double end = Double.parseDouble(form.get("end"));
        double step = Double.parseDouble(form.get("step"));
        double dayAgo = Instant.now().getEpochSecond() - 86_400;
        List<JsonObject> all = new java.util.ArrayList<>();
        for (String fold : List.of("min", "max", "avg", "last", "count")) {
            JsonObject labels = labels();
            labels.addProperty("millwright_fold", fold);
            labels.addProperty("millwright_name", "DCGM_FI_DEV_POWER_USAGE");
            JsonArray values = new JsonArray();
            for (double at = start; at <= end + 1e-6; at += step) {
                if (at > dayAgo) {
                    values.add(value(at, fold.equals("count") ? 4 : watts(at)));
                }
            }
            all.add(series(labels, values));
        }
        return form.get("query").contains("DCGM_FI_DEV_POWER_USAGE")
                ? matrix(all, partial)
                : matrix(List.of(), partial);
    }

    private static JsonObject labels() {
        JsonObject labels = new JsonObject();
        labels.addProperty("UUID", UUID);
        labels.addProperty("Hostname", "n17");
        labels.addProperty("gpu", "0");
        return labels;
    }

    private static JsonArray value(double second, double value) {
        JsonArray pair = new JsonArray();
        pair.add(second);
        pair.add(String.valueOf(value));
        return pair;
    }

    private static JsonObject series(JsonObject labels, JsonArray values) {
        JsonObject series = new JsonObject();
        series.add("metric", labels);
        series.add("values", values);
        return series;
    }

    private static String matrix(List<JsonObject> all, String partial) {
        JsonArray result = new JsonArray();
        all.forEach(result::add);
        JsonObject data = new JsonObject();
        data.addProperty("resultType", "matrix");
        data.add("result", result);
        JsonObject root = new JsonObject();
        root.addProperty("status", "success");
        root.add("data", data);
        if (!partial.isEmpty()) {
            JsonArray warnings = new JsonArray();
            warnings.add(partial);
            root.add("warnings", warnings);
        }
        return root.toString();
    }

    private static void say(HttpExchange x, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        x.getResponseHeaders().set("Content-Type", "application/json");
        x.sendResponseHeaders(status, body.length);
        x.getResponseBody().write(body);
        x.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
