package millwright.views.alarms;

import millwright.feed.TimeState;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Sees when the time shown leaps: into the past, back to now, or from one past instant to another. What was read before
 * a leap is of another time. Playing on is no leap, however fast. FX thread.
 */
final class Leaps {
    /** What playing may have moved on between two looks, as wall time. */
    private static final double ROOM = 5.0 * Times.SECOND;

    private @Nullable TimeState before;

    /** Whether time leapt since it was looked at last. */
    boolean leapt(TimeState state) {
        TimeState last = before;
        before = state;
        if (last == null) {
            return false;
        }
        if (last.mode() != state.mode()) {
            return true;
        }
        long moved = state.now() - last.now();
        double pace = Math.max(last.speed(), state.speed());
        return state.mode() == TimeState.Mode.REPLAY
                && (moved < 0 || (moved > 0 && pace == 0) || moved > (1 + pace) * ROOM);
    }
}
