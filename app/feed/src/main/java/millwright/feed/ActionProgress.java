package millwright.feed;

import java.util.List;
import java.util.Objects;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** The whole story of one action so far. Sent again, with the same key, when it changes. */
public record ActionProgress(
        ControlAction action,
        ActionStage stage,
        List<Mark> trail,
        List<Target> values,
        @Nullable Preview preview,
        Origin origin)
        implements PlantEvent {
    public ActionProgress {
        Objects.requireNonNull(action, "an action");
        Objects.requireNonNull(action.header(), "the header of an action");
        Objects.requireNonNull(stage, "a stage");
        trail = List.copyOf(trail);
        values = List.copyOf(values);
    }

    public String key() {
        return action.header().key();
    }

    /** One line of the trail. */
    public record Mark(ActionStage stage, long time, String by, String text) {}

    /**
     * The three values of one target, in the unit of the action (W per GPU, profile id, 1 for drained). NaN: not known.
     *
     * @param desired what was asked @param commanded what the source accepted @param observed what telemetry shows
     */
    public record Target(
            EntityId entity, double before, double desired, double commanded, double observed, long observedAt) {}
}
