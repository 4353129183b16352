package millwright.desk.shell;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Readout;
import millwright.feed.Alarm;
import millwright.feed.AveragedOver;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says about one entity or incident.
 *
 * @param priority of the worst that stands; INFO when nothing does @param open whether somebody still has to acknowledge
 * one of that priority, of an incident any of its alarms @param state one line
 * @param incident that the worst alarm belongs to, empty for none @param blocks what else is worth knowing of its kind
 * @param moreAlarms how many more stand than are listed @param moreJobs likewise
 */
record InspectorPage(
        String kind,
        String name,
        Priority priority,
        boolean open,
        String state,
        String beside,
        String valuesTitle,
        List<Row> rows,
        int here,
        int upstream,
        List<Standing> alarms,
        List<Pair> jobs,
        String controlTitle,
        List<Pair> control,
        int moreAlarms,
        int moreJobs,
        String incident,
        List<Block> blocks) {
    /** Says how many more there are than are listed; empty when all are. */
    static String more(int more) {
        return more == 0 ? "" : "and " + Figures.whole(more) + " more";
    }

    /**
     * One value. @param context limit in words @param averaged what sources say that they average it over, empty where none
     * does @param untold why there is no value, empty where there is @param left what is left to the limit @param limit NaN for none
     */
    record Row(
            String name,
            String context,
            String averaged,
            String untold,
            Readout value,
            String left,
            double limit,
            boolean upper,
            @Nullable MetricId metric,
            @Nullable EntityId entity) {
        /** Below its name. */
        List<String> lines() {
            return Stream.of(context, averaged).filter(line -> !line.isEmpty()).toList();
        }
    }

    /** @param said ns by source */
    static String averaged(Map<String, Long> said) {
        return said.entrySet().stream()
                .map(one -> AveragedOver.words(one.getValue()) + " (" + one.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    /** A finding that stands, with its alarm when it has one. */
    record Standing(Finding finding, @Nullable Alarm alarm) {
        boolean unacknowledged() {
            return alarm == null || alarm.state().open();
        }
    }

    /** Whether somebody still has to acknowledge one of them of that priority. */
    static boolean open(Situation situation, List<Finding> standing, Priority worst) {
        return standing.stream()
                .filter(f -> f.priority() == worst)
                .anyMatch(f -> new Standing(f, situation.alarms().get(f.id())).unacknowledged());
    }

    /** Lines under a title. @param right beside the title */
    record Block(String title, String right, List<Pair> lines) {}

    /** A line of three parts. */
    record Pair(String name, String middle, String right) {}
}
