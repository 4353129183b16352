package millwright.desk.shell;

import millwright.desk.Situation;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Priority;

/**
 * Alarms that hold, by priority; counted anew only when alarms changed. What has returned to normal waits in the list of
 * alarms to be acknowledged and does not count: these are the figures of the list, of the overview and of the inspector.
 * FX thread.
 */
final class AlarmCounts {
    static final int PRIORITIES = 4;

    private final int[] all = new int[PRIORITIES];
    private final int[] unacknowledged = new int[PRIORITIES];
    private long version = -1;

    /** @return true when something changed */
    boolean count(Situation situation) {
        if (version == situation.alarmVersion()) {
            return false;
        }
        version = situation.alarmVersion();
        java.util.Arrays.fill(all, 0);
        java.util.Arrays.fill(unacknowledged, 0);
        for (Alarm alarm : situation.alarms().values()) {
            boolean open = alarm.state() == AlarmState.UNACKNOWLEDGED;
            boolean stands = open || alarm.state() == AlarmState.ACKNOWLEDGED;
            if (stands && alarm.priority() != Priority.INFO) {
                int p = alarm.priority().ordinal();
                all[p]++;
                unacknowledged[p] += open ? 1 : 0;
            }
        }
        return true;
    }

    /** Whether somebody still has to acknowledge it, be it over or not. */
    static boolean open(AlarmState state) {
        return state == AlarmState.UNACKNOWLEDGED || state == AlarmState.RETURNED;
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
