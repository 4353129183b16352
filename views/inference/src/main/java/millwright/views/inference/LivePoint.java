package millwright.views.inference;

import java.util.ArrayList;
import java.util.List;
import millwright.analysis.pareto.Axis;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Where an endpoint operates now, on the axes of the plot. Made only of values that are OK. */
record LivePoint(String name, double x, double y) {
    static final MetricId RATE = new MetricId("endpoint.output.rate");
    static final MetricId TPOT = new MetricId("endpoint.tpot.mean");
    static final MetricId GPUS = new MetricId("job.gpus");
    static final MetricId POWER = new MetricId("job.power");

    static List<LivePoint> of(Plant plant, LatestValues latest, Axis y) {
        Latest rate = latest.latest(RATE, EntityKind.ENDPOINT);
        Latest tpot = latest.latest(TPOT, EntityKind.ENDPOINT);
        Latest gpus = latest.latest(GPUS, EntityKind.ENDPOINT);
        Latest power = latest.latest(POWER, EntityKind.ENDPOINT);
        List<LivePoint> points = new ArrayList<>();
        for (int slot = 0; slot < plant.count(EntityKind.ENDPOINT); slot++) {
            if (rate.ok(slot) && tpot.ok(slot) && tpot.values()[slot] > 0) {
                double per = switch (y) {
                    case OUTPUT_RATE_PER_GPU -> gpus.ok(slot) ? gpus.values()[slot] : Double.NaN;
                    case OUTPUT_RATE_PER_MW -> power.ok(slot) ? power.values()[slot] / 1e6 : Double.NaN;
                    case OUTPUT_RATE, INTERACTIVITY, JOULES_PER_TOKEN, TTFT -> 1;
                };
                double value = rate.values()[slot] / per;
                if (!Double.isNaN(value)) {
                    points.add(new LivePoint(
                            plant.at(EntityKind.ENDPOINT, slot).name(), 1000 / tpot.values()[slot], value));
                }
            }
        }
        return points;
    }
}
