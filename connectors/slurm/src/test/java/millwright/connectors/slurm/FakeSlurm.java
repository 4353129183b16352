package millwright.connectors.slurm;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A slurmrestd on loopback that keeps a small cluster, speaks an older or a newer version, and can be told to misbehave. */
final class FakeSlurm implements AutoCloseable {
    @FunctionalInterface
    interface Mischief {
        /** @return true when it answered in its own way */
        boolean answers(HttpExchange exchange) throws IOException;
    }

    record Node(String base, TreeSet<String> flags, String reason) {}

    record Job(String state, String nodes, List<String> gres, boolean held, int restarts, long started) {}

    final Map<String, Node> nodes = new TreeMap<>();
    final Map<Integer, Job> jobs = new TreeMap<>();
    final Map<Integer, String> comments = new TreeMap<>();
    /** State by name; each holds all nodes, but for one that is called empty. */
    final Map<String, String> partitions = new TreeMap<>();
    /** A comment that stays, whatever is written. */
    volatile String stuck = "";

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Mischief mischief = exchange -> false;
    volatile boolean deaf;
    private final int version;
    private final HttpServer server;

    FakeSlurm(int version) throws IOException {
        this.version = version;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        for (int i = 1; i <= 3; i++) {
            nodes.put("n" + i, new Node("IDLE", new TreeSet<>(), ""));
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized FakeSlurm job(int id, String state, String on, String... gres) {
        jobs.put(id, new Job(state, on, List.of(gres), false, 0, 1_700_000_000L + id));
        return this;
    }

    synchronized FakeSlurm ends(int id, String state) {
        Job job = jobs.get(id);
        jobs.put(id, new Job(state, job.nodes(), job.gres(), false, job.restarts(), job.started()));
        return this;
    }

    synchronized Node node(String name) {
        return nodes.get(name);
    }

    synchronized Job job(int id) {
        return jobs.get(id);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getRawPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                asked.add(exchange.getRequestMethod() + " " + path + " " + body);
            }
            if (mischief.answers(exchange)) {
                return;
            }
            boolean right = "root".equals(exchange.getRequestHeaders().getFirst("X-SLURM-USER-NAME"))
                    && "sesame".equals(exchange.getRequestHeaders().getFirst("X-SLURM-USER-TOKEN"));
            if (!right) {
                send(exchange, 401, "Authentication failure");
            } else if (path.equals("/openapi/v3")) {
                send(exchange, 200, document().toString());
            } else {
                serve(exchange, path.replaceFirst("^/slurm/v0\\.0\\.\\d+/", ""), body);
            }
        }
    }

    private synchronized void serve(HttpExchange exchange, String path, String body) throws IOException {
        String[] words = path.split("/");
        String method = exchange.getRequestMethod();
        JsonObject answer = new JsonObject();
        answer.add("errors", new JsonArray());
        switch (words[0]) {
            case "nodes" ->
                answer.add(
                        "nodes",
                        list(nodes.keySet().stream().map(this::nodeJson).toList()));
            case "jobs" ->
                answer.add(
                        "jobs", list(jobs.keySet().stream().map(this::jobJson).toList()));
            case "partitions" ->
                answer.add(
                        "partitions",
                        list(partitions.keySet().stream()
                                .map(this::partitionJson)
                                .toList()));
            case "node" -> {
                if (method.equals("POST")) {
                    update(words[1], (JsonObject) JsonParser.parseString(body));
                }
                answer.add("nodes", list(List.of(nodeJson(words[1]))));
            }
            case "job" -> {
                int id = Integer.parseInt(words[1]);
                if (!jobs.containsKey(id)) {
                    send(exchange, 500, "{\"errors\":[{\"error\":\"Invalid job id specified\"}]}");
                    return;
                }
                steer(id, words.length > 2 ? "REQUEUE" : method, body);
                answer.add("jobs", list(List.of(jobJson(id))));
            }
            default -> {
                send(exchange, 404, "");
                return;
            }
        }
        send(exchange, 200, answer.toString());
    }

    private void update(String name, JsonObject wish) {
        TreeSet<String> flags = new TreeSet<>(nodes.get(name).flags());
        String state = wish.getAsJsonArray("state").get(0).getAsString();
        if (deaf) {
            return;
        }
        if (state.equals("DRAIN")) {
            flags.add("DRAIN");
        } else {
            flags.remove("DRAIN");
        }
        String reason = wish.has("reason") ? wish.get("reason").getAsString() : "";
        reason = stuck.isEmpty() ? reason : stuck;
        nodes.put(name, new Node(nodes.get(name).base(), flags, reason));
    }

    private void steer(int id, String method, String body) {
        Job job = jobs.get(id);
        if (deaf || method.equals("GET")) {
            return;
        }
        switch (method) {
            case "DELETE" -> jobs.put(id, new Job("CANCELLED", job.nodes(), job.gres(), false, 0, job.started()));
            case "REQUEUE" -> jobs.put(id, new Job("PENDING", "", List.of(), false, job.restarts() + 1, 0));
            default -> {
                JsonObject wish = (JsonObject) JsonParser.parseString(body);
                if (wish.has("admin_comment")) {
                    comments.put(id, wish.get("admin_comment").getAsString());
                }
                boolean hold = wish.has("hold") ? wish.get("hold").getAsBoolean() : job.held();
                jobs.put(id, new Job(job.state(), job.nodes(), job.gres(), hold, job.restarts(), job.started()));
            }
        }
    }

    private JsonObject nodeJson(String name) {
        Node node = nodes.get(name);
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("hostname", name);
        JsonArray in = new JsonArray();
        partitions.keySet().stream().filter(p -> !p.equals("empty")).forEach(in::add);
        json.add("partitions", in);
        json.addProperty("gres", "gpu:h100:4(S:0)");
        json.addProperty("reason", node.reason());
        JsonArray flags = new JsonArray();
        node.flags().forEach(flags::add);
        if (version < 39) {
            json.addProperty("state", node.base().toLowerCase(java.util.Locale.ROOT));
            json.add("state_flags", flags);
        } else {
            JsonArray state = new JsonArray();
            state.add(node.base());
            state.addAll(flags);
            json.add("state", state);
        }
        return json;
    }

    /** Nested from v0.0.39 on, which says no state; after that it does. */
    private JsonObject partitionJson(String name) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        int total = name.equals("empty") ? 0 : nodes.size();
        if (version < 39) {
            json.addProperty("state", partitions.get(name));
            json.addProperty("total_nodes", total);
            json.addProperty("max_time_limit", 1440);
            json.addProperty("maximum_nodes_per_job", -1);
            return json;
        }
        JsonObject held = new JsonObject();
        held.addProperty("total", total);
        json.add("nodes", held);
        JsonObject most = new JsonObject();
        most.add("time", number(1440));
        json.add("maximums", most);
        if (version > 39) {
            JsonArray words = new JsonArray();
            words.add(partitions.get(name));
            JsonObject state = new JsonObject();
            state.add("state", words);
            json.add("partition", state);
        }
        return json;
    }

    private JsonObject jobJson(int id) {
        Job job = jobs.get(id);
        JsonObject json = new JsonObject();
        json.addProperty("job_id", id);
        json.addProperty("name", "train-" + id);
        json.addProperty("account", "lab");
        json.addProperty("partition", "train");
        json.addProperty("nodes", job.nodes());
        JsonArray gres = new JsonArray();
        job.gres().forEach(gres::add);
        json.add("gres_detail", gres);
        json.addProperty("restart_cnt", job.restarts());
        if (version >= 39) {
            json.addProperty("admin_comment", stuck.isEmpty() ? comments.getOrDefault(id, "") : stuck);
        }
        json.addProperty("state_reason", job.held() ? "JobHeldAdmin" : "None");
        json.add("priority", number(job.held() ? 0 : 5));
        json.add("start_time", number(job.started()));
        json.add("array_job_id", number(0));
        if (version < 40) {
            json.addProperty("job_state", job.state());
        } else {
            JsonArray state = new JsonArray();
            state.add(job.state());
            json.add("job_state", state);
        }
        return json;
    }

    private JsonElement number(long value) {
        JsonObject wrapped = new JsonObject();
        wrapped.addProperty("set", true);
        wrapped.addProperty("infinite", false);
        wrapped.addProperty("number", value);
        return version < 40 ? wrapped.get("number") : wrapped;
    }

    private static JsonArray list(List<? extends JsonElement> items) {
        JsonArray array = new JsonArray();
        items.forEach(array::add);
        return array;
    }

    private JsonObject document() {
        JsonObject paths = new JsonObject();
        for (int v = 36; v <= version; v++) {
            String slash = v >= 40 ? "/" : "";
            String top = "/slurm/v0.0." + v + "/";
            paths.add(top + "nodes" + slash, methods("get"));
            paths.add(top + "jobs" + slash, methods("get"));
            if (!partitions.isEmpty()) {
                paths.add(top + "partitions" + slash, methods("get"));
            }
            paths.add(top + "node/{node_name}", v < 39 ? methods("get") : methods("get", "post", "delete"));
            paths.add(top + "job/{job_id}", methods("get", "post", "delete"));
            if (v >= 45) {
                paths.add(top + "job/{job_id}/requeue", methods("get"));
            }
        }
        JsonObject document = new JsonObject();
        document.addProperty("openapi", "3.0.2");
        document.add("paths", paths);
        return document;
    }

    private static JsonObject methods(String... names) {
        JsonObject methods = new JsonObject();
        new ArrayList<>(List.of(names)).forEach(n -> methods.add(n, new JsonObject()));
        return methods;
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
