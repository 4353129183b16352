package millwright.views.alarms;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import millwright.desk.Situation;
import millwright.feed.Alarm;
import millwright.feed.Finding;
import millwright.plant.Times;

/**
 * How many alarms come, how many stay. Counted from the findings that are still known, so that it covers the time since
 * the desk attached and, of closed ones, the newest few thousand.
 */
record AlarmRates(int last10Min, int peak10Min, double perHour, int standing, int chattering, int[] perMinute) {
    /** EEMUA 191: more than this in ten minutes is a flood for one operator. */
    static final int FLOOD = 10;

    private static final int MINUTES = 60;
    private static final int CHATTER = 3;

    static AlarmRates of(Situation situation, long now) {
        int[] perMinute = new int[MINUTES];
        Map<String, Integer> raised = new HashMap<>();
        int standing = 0;
        long oldest = now;
        int lastHour = 0;
        for (Finding finding : situation.findings().values()) {
            Alarm alarm = situation.alarms().get(finding.id());
            long age = now - finding.since();
            if (alarm == null || age < 0) {
                continue;
            }
            oldest = Math.min(oldest, finding.since());
            standing += finding.active() && age > 24 * Times.HOUR ? 1 : 0;
            if (age < Times.HOUR) {
                lastHour++;
                perMinute[(int) (MINUTES - 1 - age / Times.MINUTE)]++;
                raised.merge(finding.rule() + finding.entity(), 1, Integer::sum);
            }
        }
        int chattering =
                (int) raised.values().stream().filter(n -> n >= CHATTER).count();
        double hours = Math.clamp((now - oldest) / (double) Times.HOUR, 1.0 / 6, 1);
        return new AlarmRates(
                sum(perMinute, MINUTES - 10), peak(perMinute), lastHour / hours, standing, chattering, perMinute);
    }

    private static int sum(int[] perMinute, int from) {
        return Arrays.stream(perMinute, from, from + 10).sum();
    }

    private static int peak(int[] perMinute) {
        int most = 0;
        for (int from = 0; from + 10 <= perMinute.length; from++) {
            most = Math.max(most, sum(perMinute, from));
        }
        return most;
    }

    boolean flood() {
        return last10Min > FLOOD;
    }
}
