package millwright.desk.shell;

import millwright.desk.Situation;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Priority;

/**
 * Alarms of the list, by priority: those that hold, and those that are over and that nobody has acknowledged yet. Counted
 * anew only when alarms changed. FX thread.
 */
final class AlarmCounts {
    static final int PRIORITIES = 4;

    private final int[] all = new int[PRIORITIES];
    private final int[] unacknowledged = new int[PRIORITIES];
    private long version = -1;
    private boolean judged = true;

    /** @return true when something changed */
    boolean count(Situation situation) {
        if (version == situation.alarmVersion() && judged == situation.judged()) {
            return false;
        }
        judged = situation.judged();
        version = situation.alarmVersion();
        java.util.Arrays.fill(all, 0);
        java.util.Arrays.fill(unacknowledged, 0);
        for (Alarm alarm : situation.alarms().values()) {
            boolean open = alarm.state().open();
            boolean listed = open || alarm.state() == AlarmState.ACKNOWLEDGED;
            boolean known = situation.findings().containsKey(alarm.finding()); // without it no list can tell of it
            if (listed && known && alarm.priority() != Priority.INFO) {
                int p = alarm.priority().ordinal();
                all[p]++;
                unacknowledged[p] += open ? 1 : 0;
            }
        }
        return true;
    }

    /** Whether it is not known that there are none: nobody looked for any. */
    boolean unknown(int priority) {
        return !judged && all[priority] == 0;
    }

    int all(int priority) {
        return all[priority];
    }

    int unacknowledged(int priority) {
        return unacknowledged[priority];
    }

    /** Index of the worst priority that has an unacknowledged alarm, or -1. */
    int worstOpen() {
        for (int p = 0; p < PRIORITIES; p++) {
            if (unacknowledged[p] > 0) {
                return p;
            }
        }
        return -1;
    }
}
