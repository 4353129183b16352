package millwright.views.alarms;

import java.util.List;
import millwright.feed.Priority;

/**
 * One line of the list. It holds keys only; what it prints is looked up while it is drawn, so that a thousand changes a
 * second cost nothing but the rows in sight.
 */
sealed interface AlarmRow {
    String key();

    /**
     * @param priority of its incident, else of the worst in it @param open whether an alarm of its incident, else of those
     * shown, is still to be acknowledged @param counts by priority 1 to 4 @param findings those of the group that are shown or folded away
     */
    record Group(
            String key,
            String id,
            String title,
            Priority priority,
            boolean open,
            int[] counts,
            int total,
            int unacknowledged,
            List<String> findings)
            implements AlarmRow {}

    record Item(String finding) implements AlarmRow {
        @Override
        public String key() {
            return finding;
        }
    }

    /** What a group folds away. */
    record More(String key, String group, String text) implements AlarmRow {}
}
