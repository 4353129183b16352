package millwright.desk.shell;

import millwright.desk.draw.Figure;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.series.Window;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the strip.
 *
 * @param context its limit or expectation in words @param limit drawn in the trend; NaN for none
 * @param priority of what is wrong with it; INFO when nothing is
 */
record Kpi(
        String label,
        Figure value,
        DataState state,
        String context,
        @Nullable Window trend,
        double limit,
        boolean upper,
        Priority priority) {}
