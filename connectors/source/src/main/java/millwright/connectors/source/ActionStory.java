package millwright.connectors.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.plant.EntityId;

/** One action as its source tells of it: how far it is, how it got there, what its targets show. For one thread at a time. */
public final class ActionStory {
    private final ControlAction action;
    private final String by;
    private final Origin origin;
    private final Consumer<PlantEvent> out;
    private final List<ActionProgress.Mark> trail = new ArrayList<>();
    private ActionStage stage = ActionStage.EXECUTING;

    /** @param by who carries it out, for the trail */
    public ActionStory(ControlAction action, String by, Origin origin, Consumer<PlantEvent> out) {
        this.action = action;
        this.by = by;
        this.origin = origin;
        this.out = out;
    }

    public ActionStage stage() {
        return stage;
    }

    /** It comes to a stage. @param now epoch ns */
    public void mark(ActionStage next, long now, String text) {
        stage = next;
        trail.add(new ActionProgress.Mark(next, now, by, text));
    }

    public void tell(List<ActionProgress.Target> values) {
        out.accept(new ActionProgress(action, stage, trail, values, null, origin));
    }

    /** The first thing that went wrong, to stand behind a sentence; empty when nothing did. */
    public static <T> String why(Map<EntityId, T> outcomes, Function<T, String> why) {
        return outcomes.entrySet().stream()
                .filter(e -> !why.apply(e.getValue()).isEmpty())
                .findFirst()
                .map(e -> "; " + e.getKey() + ": " + why.apply(e.getValue()))
                .orElse("");
    }
}
