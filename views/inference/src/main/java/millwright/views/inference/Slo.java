package millwright.views.inference;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;

/** What an endpoint has promised its users, on the axis of interactivity. @param x tok/s/user @param words why */
record Slo(double x, String words) {
    private static final List<MetricId> TPOT =
            List.of(new MetricId("endpoint.tpot.p99"), new MetricId("endpoint.tpot.mean"));
    private static final int MOST = 3;

    /** Promises that differ, of the first few endpoints that have any. */
    static List<Slo> of(Plant plant, long now) {
        List<Slo> found = new ArrayList<>();
        for (int slot = 0; slot < plant.count(EntityKind.ENDPOINT) && found.size() < MOST; slot++) {
            EntityId id = plant.at(EntityKind.ENDPOINT, slot).id();
            for (MetricId metric : TPOT) {
                double limit = plant.binding(id, metric, Bound.UPPER, now)
                        .map(l -> l.at(now))
                        .orElse(Double.NaN);
                double x = 1000 / limit;
                if (limit > 0 && found.stream().noneMatch(s -> s.x() == x)) {
                    String statistic = metric.name().endsWith("p99") ? "p99" : "mean";
                    found.add(new Slo(
                            x,
                            "SLO " + plant.at(EntityKind.ENDPOINT, slot).name() + ": ≥ " + Figures.digits(x) + " (TPOT "
                                    + statistic + " ≤ " + Figures.digits(limit) + " ms)"));
                }
            }
        }
        return List.copyOf(found);
    }
}
