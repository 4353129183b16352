package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.desk.ViewContext;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/** Values of an hour ago for the difference map; asked for once a minute. FX thread, answers come back to it. */
final class HourAgo {
    private final ViewContext context;
    private double @Nullable [] then;
    private long askedAt = Long.MIN_VALUE;

    HourAgo(ViewContext context) {
        this.context = context;
    }

    void forget() {
        then = null;
        askedAt = Long.MIN_VALUE;
    }

    CellValues difference(CellValues values, Plant plant, Metric metric, Level level, long now) {
        if (askedAt == Long.MIN_VALUE || now - askedAt > Times.MINUTE) {
            askedAt = now;
            ask(plant, metric, level, now - Times.HOUR);
        }
        double[] before = then;
        double[] difference = new double[values.values().length];
        byte[] states = values.states().clone();
        for (int i = 0; i < difference.length; i++) {
            double was = before == null || i >= before.length ? Double.NaN : before[i];
            difference[i] = values.values()[i] - was;
            boolean none = states[i] == DataState.OK.ordinal() && Double.isNaN(difference[i]);
            states[i] = none ? (byte) DataState.NO_DATA.ordinal() : states[i];
        }
        return new CellValues(difference, states, values.newest());
    }

    private void ask(Plant plant, Metric metric, Level level, long at) {
        List<EntityId> entities = new ArrayList<>();
        for (int i = 0; i < plant.count(level.kind()); i++) {
            entities.add(plant.at(level.kind(), i).id());
        }
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        if (entities.isEmpty()) {
            return;
        }
        if (over != null && under != null) {
            context.history()
                    .query(query(over, entities, at))
                    .thenAccept(tops -> context.history()
                            .query(query(under, entities, at))
                            .thenAccept(bottoms -> context.onFx(() -> keep(divide(means(tops), means(bottoms))))));
        } else {
            context.history()
                    .query(query(metric.id(), entities, at))
                    .thenAccept(answer -> context.onFx(() -> keep(means(answer))));
        }
    }

    private static WindowQuery query(MetricId metric, List<EntityId> entities, long at) {
        return new WindowQuery(metric, entities, at - Times.MINUTE, at + Times.MINUTE, 1, false);
    }

    private void keep(double[] values) {
        then = values;
    }

    private static double[] means(List<Window> windows) {
        return windows.stream().mapToDouble(w -> w.mean()[0]).toArray();
    }

    private static double[] divide(double[] tops, double[] bottoms) {
        double[] shares = Arrays.copyOf(tops, Math.min(tops.length, bottoms.length));
        for (int i = 0; i < shares.length; i++) {
            shares[i] = bottoms[i] == 0 ? Double.NaN : tops[i] / bottoms[i];
        }
        return shares;
    }
}
