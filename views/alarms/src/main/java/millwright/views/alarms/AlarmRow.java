package millwright.views.alarms;

import java.util.List;

/**
 * One line of the list. It holds keys only; what it prints is looked up while it is drawn, so that a thousand changes a
 * second cost nothing but the rows in sight.
 */
sealed interface AlarmRow {
    String key();

    /** @param counts by priority 1 to 4 @param findings those of the group that are shown or folded away */
    record Group(
            String key, String id, String title, int[] counts, int total, int unacknowledged, List<String> findings)
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
