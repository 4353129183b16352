package millwright.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    ControlAction action;
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

    /** What its source told last is no end: it may still carry it out. */
    private boolean open;

    long executed;
    long accepted;

    Deed(ControlAction action, boolean simulated) {
        this.action = action;
        this.simulated = simulated;
    }

    /** One of an earlier life of the gateway. What was confirmed, its source had taken; of the rest nobody knows. */
    static Deed of(PastAction past) {
        Deed deed = new Deed(past.action(), past.simulated());
        past.trail().forEach(m -> deed.mark(m.stage(), m.time(), m.by(), m.text()));
        boolean taken = switch (deed.stage) {
            case CONFIRMED, PARTIAL, ROLLED_BACK -> true;
            case PROPOSED, REFUSED, WITHDRAWN, EXPIRED, APPROVED, EXECUTING, OBSERVING, FAILED, UNKNOWN -> false;
        };
        double wish = Sight.desired(deed.action);
        deed.values = deed.action.targets().stream()
                .map(t -> new Target(t, Double.NaN, wish, taken ? wish : Double.NaN, Double.NaN, 0))
                .toList();
        deed.executed = past.executed();
        return deed;
    }

    static Target commanded(Target t) {
        return new Target(t.entity(), t.before(), t.desired(), t.desired(), t.observed(), t.observedAt());
    }

    /** The whole of it for the first record that the audit gets of it; empty in all later ones. */
    String toWrite() {
        return trail.isEmpty() ? new WrittenAction(action, simulated).text() : "";
    }

    String key() {
        return action.header().key();
    }

    void mark(ActionStage next, long time, String by, String text) {
        stage = next;
        lastWords = text;
        trail.add(new Mark(next, time, by, text));
    }

    /** What its source tells of it. @return its newest words */
    Mark heard(ActionProgress told) {
        open = !told.stage().isFinal() || told.stage() == ActionStage.UNKNOWN;
        return told.trail().getLast();
    }

    /** How it ends when nothing shows in time: failed, unless the source may still be at it. */
    ActionStage unseen() {
        return open ? ActionStage.UNKNOWN : ActionStage.FAILED;
    }

    /** What is under way goes on under the id that its target has from now on; what is over stays as it was told. */
    void joined(EntityId gone, EntityId kept) {
        boolean over = stage.isFinal() && stage != ActionStage.UNKNOWN;
        if (over || !action.targets().contains(gone)) {
            return;
        }
        action = action.on(joined(action.targets(), gone, kept));
        Map<EntityId, Target> seen = new LinkedHashMap<>();
        for (Target t : values) {
            EntityId id = t.entity().equals(gone) ? kept : t.entity();
            seen.putIfAbsent(id, new Target(id, t.before(), t.desired(), t.commanded(), t.observed(), t.observedAt()));
        }
        values = List.copyOf(seen.values());
        Map<EntityId, Long> shown = new HashMap<>();
        shownBefore.forEach((id, at) -> shown.merge(id.equals(gone) ? kept : id, at, Math::max));
        shownBefore = Map.copyOf(shown);
    }

    /** Each once, in the same order. */
    static List<EntityId> joined(Collection<EntityId> ids, EntityId gone, EntityId kept) {
        return ids.stream().map(id -> id.equals(gone) ? kept : id).distinct().toList();
    }

    ActionProgress progress() {
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "control"), simulated);
        return new ActionProgress(action, stage, trail, values, preview, origin);
    }

    /** Of the same targets in the same order, whether they were seen to be about the same. */
    static boolean sameObserved(List<Target> a, List<Target> b) {
        for (int i = 0; i < a.size(); i++) {
            if (Math.abs(a.get(i).observed() - b.get(i).observed()) > 0.5
                    || Double.isNaN(a.get(i).observed())
                            != Double.isNaN(b.get(i).observed())) {
                return false;
            }
        }
        return true;
    }
}
