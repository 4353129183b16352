package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import millwright.desk.ClockFace;
import millwright.desk.draw.EntityWords;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Trend;
import millwright.feed.Finding;
import millwright.plant.Plant;
import millwright.series.Window;

/** What lines of the inspector say in full, which 320 px cut. Stateless. */
final class InspectorTips {
    private InspectorTips() {}

    /** @param hour of a row that has a trend @param share of its width, where the pointer is; NaN beside it */
    static String row(InspectorPage.Row row, Window hour, double share, ClockFace clock) {
        List<String> lines = new ArrayList<>();
        lines.add(row.name() + ": " + row.value().words() + (row.left().isEmpty() ? "" : ", " + row.left()));
        lines.addAll(row.lines());
        if (!row.untold().isEmpty()) {
            lines.add(row.untold());
        }
        if (!Double.isNaN(share)) {
            DoubleFunction<String> number =
                    v -> Figures.of(v, row.value().ucum()).joined();
            lines.add(Trend.words(hour, share, clock, number));
        }
        return String.join("\n", lines);
    }

    /** @param now plant time */
    static String alarm(InspectorPage.Standing standing, Plant plant, ClockFace clock, long now) {
        Finding finding = standing.finding();
        StringBuilder text = new StringBuilder(finding.what());
        text.append('\n').append(EntityWords.name(plant, finding.entity()));
        text.append(", since ").append(clock.when(finding.since(), now));
        if (!finding.active()) {
            text.append(", over since ").append(clock.when(finding.cleared(), now));
        }
        if (!standing.unacknowledged() && standing.alarm() != null) {
            String by = standing.alarm().by();
            text.append(", acknowledged").append(by.isEmpty() ? "" : " by " + by);
        }
        for (String more : List.of(finding.evidence(), finding.guidance())) {
            text.append(more.isEmpty() ? "" : "\n" + more);
        }
        return text.toString();
    }

    static String pair(InspectorPage.Pair pair) {
        List<String> parts = new ArrayList<>(List.of(pair.name(), pair.middle(), pair.right()));
        parts.removeIf(String::isEmpty);
        return String.join("  ", parts);
    }
}
