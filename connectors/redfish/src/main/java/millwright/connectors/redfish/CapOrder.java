package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import millwright.connectors.source.ActionStory;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.plant.EntityId;

/**
 * One order to limit power, over all controllers that carry it out: what each GPU was before, what was written and what was
 * read back. Any thread.
 */
final class CapOrder {
    /** @param why what went wrong, empty when nothing did @param settled nothing more will be tried */
    record Outcome(
            double before, double desired, double commanded, double observed, long at, String why, boolean settled) {
        static final Outcome OPEN = new Outcome(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, "", false);

        boolean done() {
            return settled && why.isEmpty();
        }
    }

    private final ControlAction.SetPowerCap action;
    private final Map<EntityId, List<EntityId>> targets;
    private final Map<EntityId, Outcome> outcomes = new LinkedHashMap<>();
    private final ActionStory story;
    private final int without;

    /** @param targets GPUs that can be limited, by target of the action @param without how many others it has */
    CapOrder(
            ControlAction.SetPowerCap action,
            Map<EntityId, List<EntityId>> targets,
            int without,
            Origin origin,
            Consumer<PlantEvent> out) {
        this.action = action;
        this.targets = Map.copyOf(targets);
        this.without = without;
        this.story = new ActionStory(action, "redfish", origin, out);
        targets.values().forEach(gpus -> gpus.forEach(gpu -> outcomes.put(gpu, Outcome.OPEN)));
    }

    /** W per GPU; NaN lifts the limit. */
    double watts() {
        return action.wattsPerGpu();
    }

    String key() {
        return action.header().key();
    }

    /** Epoch ns after which nothing must be started. */
    long expires() {
        return action.header().expires();
    }

    int size() {
        return outcomes.size();
    }

    synchronized void begin(long now) {
        story.mark(ActionStage.EXECUTING, now, "taken for " + outcomes.size() + " GPUs");
        tell();
    }

    /** What became of one GPU; told together with others by {@link #report}. */
    synchronized void put(EntityId gpu, Outcome outcome) {
        outcomes.put(gpu, outcome);
    }

    /** Tells how it stands. */
    synchronized void report(long now) {
        if (story.stage().isFinal()) {
            return;
        }
        long settled = outcomes.values().stream().filter(Outcome::settled).count();
        long done = outcomes.values().stream().filter(Outcome::done).count();
        long written = outcomes.values().stream()
                .filter(o -> !Double.isNaN(o.commanded()))
                .count();
        String figures = String.format(
                Locale.ROOT, "written to %d, read back from %d of %d GPUs", written, done, outcomes.size() + without);
        if (settled == outcomes.size()) {
            ActionStage end = done == settled && without == 0
                    ? ActionStage.CONFIRMED
                    : done == 0 ? ActionStage.FAILED : ActionStage.PARTIAL;
            story.mark(end, now, figures + ActionStory.why(outcomes, Outcome::why));
        } else if (story.stage() == ActionStage.EXECUTING && written + settled > 0) {
            story.mark(ActionStage.OBSERVING, now, figures);
        }
        tell();
    }

    private void tell() {
        List<ActionProgress.Target> values = new ArrayList<>();
        for (EntityId target : action.targets()) {
            List<Outcome> own = targets.getOrDefault(target, List.of()).stream()
                    .map(gpu -> outcomes.getOrDefault(gpu, Outcome.OPEN))
                    .toList();
            values.add(new ActionProgress.Target(
                    target,
                    mean(own.stream().mapToDouble(Outcome::before).toArray()),
                    action.wattsPerGpu(),
                    mean(own.stream().mapToDouble(Outcome::commanded).toArray()),
                    mean(own.stream().mapToDouble(Outcome::observed).toArray()),
                    own.stream().mapToLong(Outcome::at).max().orElse(0)));
        }
        story.tell(values);
    }

    /** Of those that are known. */
    private static double mean(double[] values) {
        return java.util.Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }
}
