package millwright.connectors.slurm;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.ActionStory;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * Looks whether Slurm shows what was ordered, target by target, and tells the story of the action. One thread; ends when
 * all show it or the time for it is over. That Slurm accepted an order is no proof that it happened.
 */
final class ReadBack {
    private static final int MOST_SINGLY = 20;

    private final List<Order> orders;
    private final SlurmConfig config;
    private final SlurmApi api;
    private final SlurmFeed feed;
    private final ActionStory story;
    private final Map<EntityId, Double> before = new HashMap<>();
    private final Map<EntityId, SlurmJob> jobsBefore = new HashMap<>();
    private final Map<EntityId, Target> values = new HashMap<>();
    private final Set<Order> shown = new HashSet<>();
    /** Reasons that Slurm shows in place of ours. */
    private final Map<Order, String> otherwise = new LinkedHashMap<>();

    ReadBack(
            ControlAction action, List<Order> orders, SlurmConfig config, SlurmApi api, SlurmFeed feed, Origin origin) {
        this.orders = orders;
        this.config = config;
        this.api = api;
        this.feed = feed;
        this.story = new ActionStory(action, config.name(), origin, event -> feed.tell(List.of(event)));
    }

    /** Reads how the targets stand now, so that what changes can be told from what was so before. */
    void before() throws IOException, InterruptedException {
        look(orders, true);
    }

    /** @param taken orders that Slurm accepted @param faults why it did not accept the others */
    void watch(List<Order> taken, List<String> faults) throws InterruptedException {
        String refused = faults.isEmpty() ? "" : "; " + faults.size() + " were refused, first: " + faults.getFirst();
        taken.forEach(o -> values.computeIfPresent(o.entity(), (id, v) -> commanded(v)));
        tell(ActionStage.OBSERVING, "Slurm took " + taken.size() + " of " + orders.size() + refused);
        long end = feed.now() + config.confirm();
        String fault = "";
        while (true) {
            try {
                look(taken.stream().filter(o -> !shown.contains(o)).toList(), false);
                fault = "";
            } catch (IOException e) {
                fault = "; it could not be asked: " + e.getMessage();
            }
            if (shown.size() == taken.size() || feed.now() >= end) {
                break;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(Times.SECOND, config.every()));
        }
        String share = shown.size() + " of " + orders.size() + " read back as asked";
        if (shown.size() == orders.size()) {
            tell(ActionStage.CONFIRMED, share + reasons());
        } else {
            tell(shown.isEmpty() ? ActionStage.FAILED : ActionStage.PARTIAL, share + reasons() + refused + fault);
        }
    }

    private String reasons() {
        return otherwise.entrySet().stream()
                .findFirst()
                .map(first -> "; Slurm shows another reason of " + otherwise.size() + ", first: "
                        + first.getKey().target() + " '" + first.getValue() + "'")
                .orElse("");
    }

    private void reason(Order order, boolean shows, String reason) throws IOException, InterruptedException {
        if (shows && api.keepsReason(order) && !reason.equals(order.reason())) {
            otherwise.put(order, reason);
        } else {
            otherwise.remove(order);
        }
    }

    private static Target commanded(Target t) {
        return new Target(t.entity(), t.before(), t.desired(), t.desired(), t.observed(), t.observedAt());
    }

    private void look(List<Order> at, boolean first) throws IOException, InterruptedException {
        boolean ofJobs = !at.isEmpty() && at.getFirst().verb().ofJobs();
        if (ofJobs) {
            lookAtJobs(at, first);
        } else {
            lookAtNodes(at, first);
        }
    }

    private void lookAtNodes(List<Order> at, boolean first) throws IOException, InterruptedException {
        Map<String, SlurmNode> all = new HashMap<>();
        if (at.size() > MOST_SINGLY) {
            api.nodes().items().forEach(n -> all.put(n.name(), n));
        }
        for (Order order : at) {
            SlurmNode node = at.size() > MOST_SINGLY
                    ? all.get(order.target())
                    : api.node(order.target()).orElse(null);
            boolean shows = node != null && order.shownBy(node.state());
            reason(order, shows && !first, node == null ? "" : node.reason());
            double drained = node == null ? Double.NaN : node.state().drains() ? 1 : 0;
            note(order, drained, order.verb() == Order.Verb.DRAIN ? 1 : 0, shows, first);
        }
    }

    private void lookAtJobs(List<Order> at, boolean first) throws IOException, InterruptedException {
        Map<String, SlurmJob> all = new HashMap<>();
        if (at.size() > MOST_SINGLY) {
            api.jobs().items().forEach(j -> all.put(Long.toString(j.id()), j));
        }
        for (Order order : at) {
            Optional<SlurmJob> job =
                    at.size() > MOST_SINGLY ? Optional.ofNullable(all.get(order.target())) : api.job(order.target());
            if (first) {
                SlurmJob known = job.orElseThrow(() -> new IOException("Slurm knows no job " + order.target()));
                jobsBefore.put(order.entity(), known);
            }
            SlurmJob then = jobsBefore.get(order.entity());
            boolean shows = !first && then != null && order.shownBy(then, job);
            // of what is forgotten already nothing more is shown
            reason(order, shows && job.isPresent(), job.map(SlurmJob::comment).orElse(""));
            note(order, shows ? 1 : 0, 1, shows, first);
        }
    }

    private void note(Order order, double value, double desired, boolean shows, boolean first) {
        EntityId id = order.entity();
        if (first) {
            before.put(id, value);
        } else if (shows) {
            shown.add(order);
        }
        values.put(
                id,
                new Target(
                        id,
                        before.getOrDefault(id, Double.NaN),
                        desired,
                        first ? Double.NaN : desired,
                        value,
                        feed.now()));
    }

    private void tell(ActionStage stage, String text) {
        story.mark(stage, feed.now(), text);
        story.tell(List.copyOf(values.values()));
    }
}
