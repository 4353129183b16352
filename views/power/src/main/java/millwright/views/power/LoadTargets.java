package millwright.views.power;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Figures;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.StepFunction;
import millwright.styles.Token;
import millwright.views.kit.Strip;

/** The word on each notch that a load target cuts into the site's limit. Stateless. */
final class LoadTargets {
    private static final MetricId POWER = new MetricId("site.power");

    private LoadTargets() {}

    static List<Strip.Mark> marks(Plant plant, EntityId site, Range range) {
        List<Strip.Mark> marks = new ArrayList<>();
        for (Limit limit : plant.limits().getOrDefault(site, List.of())) {
            boolean target = limit.origin() == LimitOrigin.LOAD_TARGET
                    && limit.metric().equals(POWER)
                    && limit.bound() == Bound.UPPER;
            StepFunction steps = limit.values();
            for (int step = 0; target && step < steps.steps(); step++) {
                long from = steps.from(step);
                boolean until = step + 1 < steps.steps() && steps.from(step + 1) <= range.from();
                if (!Double.isNaN(steps.value(step)) && from <= range.to() && !until) {
                    marks.add(mark(plant, site, Math.max(from, range.from()), from, steps.value(step)));
                }
            }
        }
        return marks;
    }

    /** By how much it is lower than what held before, or what it is where nothing did. */
    private static Strip.Mark mark(Plant plant, EntityId site, long at, long from, double watts) {
        double before = from == Long.MIN_VALUE
                ? Double.NaN
                : plant.binding(site, POWER, Bound.UPPER, from - 1)
                        .map(l -> l.at(from - 1))
                        .orElse(Double.NaN);
        String said = Double.isNaN(before)
                ? Figures.of(watts, "W").joined()
                : Figures.signed(watts - before, "W").joined();
        return new Strip.Mark(at, "load target " + said, null, Token.SET);
    }
}
