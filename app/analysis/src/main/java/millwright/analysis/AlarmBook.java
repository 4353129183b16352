package millwright.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.FeedSink;
import millwright.feed.Finding;
import millwright.feed.Priority;

/** The alarms of all findings of priority 1 to 4. One thread; an alarm is forgotten when it is normal again. */
final class AlarmBook {
    private record Standing(AlarmMachine machine, Alarm alarm) {}

    private final Map<String, Standing> alarms = new TreeMap<>();

    void follow(Finding finding, long now, FeedSink out) {
        if (finding.priority() != Priority.INFO) {
            AlarmMachine.Trigger trigger = finding.active() ? AlarmMachine.Trigger.RAISE : AlarmMachine.Trigger.CLEAR;
            move(finding.id(), finding.priority(), trigger, "", now, out);
        }
    }

    /** @return the ids that are known */
    List<String> acknowledge(List<String> findings, String by, long now, FeedSink out) {
        List<String> known = new ArrayList<>();
        for (String id : findings) {
            Standing standing = alarms.get(id);
            if (standing != null) {
                move(id, standing.alarm().priority(), AlarmMachine.Trigger.ACKNOWLEDGE, by, now, out);
                known.add(id);
            }
        }
        return known;
    }

    private void move(String id, Priority priority, AlarmMachine.Trigger trigger, String by, long now, FeedSink out) {
        Standing old = alarms.get(id);
        AlarmMachine before = old == null ? AlarmMachine.QUIET : old.machine();
        AlarmMachine after = before.after(trigger);
        boolean samePriority = old == null || old.alarm().priority() == priority;
        if (after.equals(before) && samePriority) {
            return;
        }
        String name = by.isEmpty() && old != null && after.state() == AlarmState.ACKNOWLEDGED
                ? old.alarm().by()
                : by;
        long since =
                old != null && after.state() == before.state() ? old.alarm().since() : now;
        Alarm alarm = new Alarm(id, after.state(), priority, name, since);
        if (after.state() == AlarmState.NORMAL) {
            alarms.remove(id);
        } else {
            alarms.put(id, new Standing(after, alarm));
        }
        out.accept(alarm);
    }

    /** Everything that stands, for somebody who just came. */
    List<Alarm> standing() {
        return alarms.values().stream().map(Standing::alarm).toList();
    }
}
