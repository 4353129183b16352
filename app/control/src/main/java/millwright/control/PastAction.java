package millwright.control;

import java.util.List;
import millwright.feed.ActionProgress.Mark;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;

/**
 * An action as far as the audit tells its story: not what was observed, and not the preview.
 *
 * @param trail at least its first mark, in the order of the records @param executed when it was sent to its source, epoch
 *     ns; 0 when it never was
 */
public record PastAction(ControlAction action, boolean simulated, List<Mark> trail, long executed) {
    public PastAction {
        trail = List.copyOf(trail);
    }

    ActionStage stage() {
        return trail.getLast().stage();
    }
}
