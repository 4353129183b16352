package millwright.desk.shell;

import java.util.List;
import millwright.desk.draw.Readout;
import millwright.feed.Alarm;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says about one entity or incident.
 *
 * @param priority of the worst that stands; INFO when nothing does @param state one line
 */
record InspectorPage(
        String kind,
        String name,
        Priority priority,
        String state,
        String beside,
        String valuesTitle,
        List<Row> rows,
        int here,
        int upstream,
        List<Standing> alarms,
        List<Pair> jobs,
        String controlTitle,
        List<Pair> control) {
    /** One value. @param context limit in words @param left what is left to the limit @param limit NaN for none */
    record Row(
            String name,
            String context,
            Readout value,
            String left,
            double limit,
            boolean upper,
            @Nullable MetricId metric,
            @Nullable EntityId entity) {}

    /** A finding that stands, with its alarm when it has one. */
    record Standing(Finding finding, @Nullable Alarm alarm) {
        boolean unacknowledged() {
            return alarm == null || AlarmCounts.open(alarm.state());
        }
    }

    /** A line of three parts. */
    record Pair(String name, String middle, String right) {}
}
