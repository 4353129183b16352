package millwright.views.timeline;

import millwright.desk.TimeControl.Range;
import org.jspecify.annotations.Nullable;

/** A range as a workspace has it: two times, epoch ns. */
final class ShownBefore {
    private ShownBefore() {}

    /** Null for what is no range: a workspace may have been edited by hand. */
    static @Nullable Range range(String saved) {
        String[] ends = saved.split(" ", -1);
        try {
            return ends.length == 2 ? new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
