package millwright.connectors.slurm;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.connectors.source.Forbidden;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.HttpReader.Answer;
import millwright.connectors.source.PeerDate;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Questions and orders in the newest version that both sides know. Any thread; each call blocks for at most twice the
 * timeout. What the other side offers is read once and again after {@link #forget}, for it may have been upgraded.
 */
final class SlurmApi implements AutoCloseable {
    private static final String NODE = "node/{node_name}";
    private static final String JOB = "job/{job_id}";
    private static final String REQUEUE = "job/{job_id}/requeue";

    private final Peer peer;
    private final Optional<Scontrol> scontrol;
    private final String user;
    private volatile @Nullable Doors known;

    SlurmApi(SlurmConfig config, InstantSource clock) throws IOException {
        peer = new Peer(config, clock);
        scontrol = config.scontrol().map(tool -> new Scontrol(tool, config.configuration(), 3 * Times.SECOND));
        user = config.user();
    }

    Doors doors() throws IOException, InterruptedException {
        Doors doors = known;
        if (doors == null) {
            doors = Doors.of(Answers.reader(ask("/openapi/v3").body()));
            known = doors;
        }
        return doors;
    }

    void forget() {
        known = null;
    }

    Answers.Items<SlurmNode> nodes() throws IOException, InterruptedException {
        return Answers.items(ask(doors().path("nodes", "")).body(), "nodes", n -> List.of(SlurmNode.of(n)));
    }

    /** All that Slurm remembers, those that ended some minutes ago among them. */
    Answers.Items<SlurmJob> jobs() throws IOException, InterruptedException {
        return Answers.items(ask(doors().path("jobs", "")).body(), "jobs", j -> List.of(SlurmJob.of(j)));
    }

    /** Those without nodes too; none where it does not offer them. */
    Answers.Items<SlurmPartition> partitions() throws IOException, InterruptedException {
        Doors doors = doors();
        return doors.offers("GET", "partitions")
                ? Answers.items(
                        ask(doors.path("partitions", "")).body(), "partitions", p -> List.of(SlurmPartition.of(p)))
                : new Answers.Items<>(List.of(), 0, "");
    }

    Optional<SlurmNode> node(String name) throws IOException, InterruptedException {
        byte[] body = ask(doors().path(NODE, coded(name))).body();
        return Answers.items(body, "nodes", n -> List.of(SlurmNode.of(n))).items().stream()
                .filter(n -> n.name().equals(name))
                .findFirst();
    }

    /** Empty when Slurm has forgotten it, which it does some minutes after the end. */
    Optional<SlurmJob> job(String id) throws IOException, InterruptedException {
        Answer answer = peer.send("GET", doors().path(JOB, coded(id)), "");
        if (answer.status() == 404 || Answers.fault(answer.body()).contains("Invalid job id")) {
            return Optional.empty();
        }
        checked(answer);
        return Answers.items(answer.body(), "jobs", j -> List.of(SlurmJob.of(j))).items().stream()
                .findFirst();
    }

    /**
     * Carries one order out.
     *
     * @return why its reason stands nowhere in Slurm, empty when it does
     * @throws IOException with what Slurm says, or why it cannot be done here
     */
    String carryOut(Order order) throws IOException, InterruptedException {
        switch (order.verb()) {
            case DRAIN -> node(order, "DRAIN");
            case RESUME -> node(order, "RESUME");
            case HOLD, RELEASE -> tell("POST", JOB, order.target(), held(order));
            case CANCEL -> {
                String lacks = comment(order);
                tell("DELETE", JOB, order.target(), "");
                return lacks;
            }
            case REQUEUE -> {
                Doors doors = doors();
                Optional<String> method = Stream.of("GET", "POST")
                        .filter(m -> doors.offers(m, REQUEUE))
                        .findFirst();
                Optional<Scontrol> tool = method.isPresent() ? Optional.empty() : Optional.of(tool("requeues no jobs"));
                String lacks = comment(order);
                if (tool.isPresent()) {
                    tool.get().requeue(order.target());
                } else {
                    tell(method.orElseThrow(), REQUEUE, order.target(), "");
                }
                return lacks;
            }
        }
        return keepsReason(order) ? "" : lacksPlace(order);
    }

    /** Whether what is read of the target afterwards shows the reason. */
    boolean keepsReason(Order order) throws IOException, InterruptedException {
        return order.verb() == Order.Verb.DRAIN
                || order.verb().ofJobs() && !doors().version().equals("v0.0.38");
    }

    private String lacksPlace(Order order) throws IOException, InterruptedException {
        return order.verb() == Order.Verb.RESUME
                ? "Slurm keeps no reason of a node that is resumed: it stands in our audit alone"
                : "slurmrestd " + doors().version() + " has no place for the reason: it stands in our audit alone";
    }

    /** Writes why a job ends or starts anew beside it; that it cannot be written keeps nobody from the order itself. */
    private String comment(Order order) throws IOException, InterruptedException {
        if (!keepsReason(order)) {
            return lacksPlace(order);
        }
        JsonObject body = new JsonObject();
        body.addProperty("admin_comment", order.reason());
        try {
            tell("POST", JOB, order.target(), body.toString());
            return "";
        } catch (IOException e) {
            return "the reason could not be written: " + e.getMessage();
        }
    }

    private void node(Order order, String state) throws IOException, InterruptedException {
        if (!doors().offers("POST", NODE)) {
            tool("changes no nodes, from v0.0.39 on it does").update(order.target(), state, order.reason());
            return;
        }
        JsonArray states = new JsonArray();
        states.add(state);
        JsonObject body = new JsonObject();
        body.add("state", states);
        if (order.verb() == Order.Verb.DRAIN) {
            body.addProperty("reason", order.reason());
            if (!user.isEmpty()) {
                body.addProperty("reason_uid", user);
            }
        }
        tell("POST", NODE, order.target(), body.toString());
    }

    private String held(Order order) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("hold", order.verb() == Order.Verb.HOLD);
        // before v0.0.39 a job has but one comment, and that is its owner's
        if (keepsReason(order)) {
            body.addProperty("admin_comment", order.reason());
        }
        return body.toString();
    }

    private Scontrol tool(String lacks) throws IOException, InterruptedException {
        String why = "slurmrestd " + doors().version() + " " + lacks
                + "; give 'scontrol: /usr/bin/scontrol' in this source's block where that runs";
        return scontrol.orElseThrow(() -> new IOException(why));
    }

    private void tell(String method, String path, String value, String body) throws IOException, InterruptedException {
        if (!doors().offers(method, path)) {
            throw new IOException("slurmrestd " + doors().version() + " does not offer " + method + " " + path);
        }
        checked(peer.send(method, doors().path(path, coded(value)), body));
    }

    private Answer ask(String path) throws IOException, InterruptedException {
        return checked(peer.send("GET", path, ""));
    }

    /** slurmrestd answers 500 for what is wrong with the question, too; the reason stands in the body. */
    private static Answer checked(Answer answer) throws IOException {
        String fault = answer.status() == 200 && answer.body().length > (1 << 20) ? "" : Answers.fault(answer.body());
        if (answer.status() == 200 && fault.isEmpty()) {
            return answer;
        }
        String hint = switch (answer.status()) {
            case 401, 403 -> "; is the token (token-file) valid and does 'user' belong to it?";
            default -> HttpReader.hint(answer.status());
        };
        String words = fault.isEmpty() ? "" : (answer.status() == 200 ? "" : ": ") + fault;
        String why = (answer.status() == 200 ? "" : "answered " + answer.status()) + words + hint;
        throw answer.status() == 401 || answer.status() == 403 ? new Forbidden(why, null) : new IOException(why);
    }

    private static String coded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What is wrong with its renewed certificates; empty where nothing is. */
    String renewal() {
        return peer.renewal();
    }

    /** How its machine's clock stands; empty where it does not say. */
    Optional<PeerDate> clock() {
        return peer.clock();
    }

    @Override
    public void close() {
        peer.close();
    }
}
