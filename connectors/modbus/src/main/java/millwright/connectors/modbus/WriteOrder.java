package millwright.connectors.modbus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * One order to set a point of one or more devices: what each showed before, what was written, what was read back. Any
 * thread.
 */
final class WriteOrder {
    /**
     * @param commanded what the device took, NaN as long as nobody knows that it did
     * @param why what went wrong, empty when nothing did @param settled nothing more will be tried
     * @param sure false when the device fell silent in between
     */
    record Outcome(
            double before, double commanded, double observed, long at, String why, boolean settled, boolean sure) {
        static final Outcome OPEN = new Outcome(Double.NaN, Double.NaN, Double.NaN, 0, "", false, true);

        boolean done() {
            return settled && why.isEmpty();
        }

        Outcome failed(String why, long now, boolean sure) {
            return new Outcome(before, commanded, observed, now, why, true, sure);
        }
    }

    private final ControlAction.SetPoint action;
    private final ActionStory story;
    private final Map<EntityId, Outcome> outcomes = new LinkedHashMap<>();

    WriteOrder(ControlAction.SetPoint action, Origin origin, Consumer<PlantEvent> out) {
        this.action = action;
        this.story = new ActionStory(action, "modbus", origin, out);
        action.targets().forEach(target -> outcomes.put(target, Outcome.OPEN));
    }

    double value() {
        return action.value();
    }

    /** Epoch ns after which nothing must be started. */
    long expires() {
        return action.header().expires();
    }

    synchronized void begin(long now) {
        story.mark(ActionStage.EXECUTING, now, "taken for " + outcomes.size() + " devices");
        tell();
    }

    synchronized void put(EntityId target, Outcome outcome, long now) {
        outcomes.put(target, outcome);
        if (story.stage().isFinal()) {
            return;
        }
        long all = outcomes.size();
        long settled = outcomes.values().stream().filter(Outcome::settled).count();
        long done = outcomes.values().stream().filter(Outcome::done).count();
        long written = outcomes.values().stream()
                .filter(o -> !Double.isNaN(o.commanded()))
                .count();
        String figures = "written to " + written + ", read back from " + done + " of " + all + " devices";
        if (settled == all) {
            boolean sure = outcomes.values().stream().allMatch(Outcome::sure);
            ActionStage none = sure ? ActionStage.FAILED : ActionStage.UNKNOWN;
            story.mark(
                    done == all ? ActionStage.CONFIRMED : done > 0 ? ActionStage.PARTIAL : none,
                    now,
                    figures + ActionStory.why(outcomes, Outcome::why));
        } else if (story.stage() == ActionStage.EXECUTING && written + settled > 0) {
            story.mark(ActionStage.OBSERVING, now, figures);
        }
        tell();
    }

    private void tell() {
        List<ActionProgress.Target> values = new ArrayList<>();
        outcomes.forEach((target, o) -> values.add(
                new ActionProgress.Target(target, o.before(), action.value(), o.commanded(), o.observed(), o.at())));
        story.tell(values);
    }
}
