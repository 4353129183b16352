package millwright.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.ActionProgress;
import millwright.feed.ActionProgress.Mark;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/** One action on its way. Owned by the control room's thread. */
final class Deed {
    final ControlAction action;
    private final boolean simulated;
    private final List<Mark> trail = new ArrayList<>();
    List<Target> values = List.of();

    /** What was confirmed; of a refused one, what refused it. */
    @Nullable
    Preview preview;

    /** What the guards saw at the approval, which may be later than what was confirmed. */
    @Nullable
    Preview checked;

    ActionStage stage = ActionStage.PROPOSED;
    String lastWords = "";
    /** The action that this one takes back. */
    @Nullable
    Deed takesBack;

    /** Another action is under way that takes this one back. */
    boolean takenBack;

    /** When its targets were last measured before it could show; empty where that does not matter. */
    Map<EntityId, Long> shownBefore = Map.of();

    long executed;
    long accepted;

    Deed(ControlAction action, boolean simulated) {
        this.action = action;
        this.simulated = simulated;
    }

    String key() {
        return action.header().key();
    }

    void mark(ActionStage next, long time, String by, String text) {
        stage = next;
        lastWords = text;
        trail.add(new Mark(next, time, by, text));
    }

    ActionProgress progress() {
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "control"), simulated);
        return new ActionProgress(action, stage, trail, values, preview, origin);
    }
}
