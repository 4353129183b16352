package millwright.views.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.Terms;
import millwright.desk.draw.Figures;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Beyond;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Where an endpoint operates now, on the axes of the plot. Made only of values that are OK.
 *
 * @param name of the endpoint @param point what is known of it, as of a result
 * @param statistic of its latencies: the one that is asked, else its mean
 * @param beyond true when its percentile lies beyond the last bound of its histogram: then the latency is at least, and
 *     the interactivity at most, what stands here
 */
record LivePoint(String name, double x, double y, ServingPoint point, String statistic, boolean beyond) {
    static final String MEAN = "mean";
    private static final MetricId RATE = new MetricId("endpoint.output.rate");
    private static final MetricId INPUT = new MetricId("endpoint.input.rate");
    private static final MetricId REQUESTS = new MetricId("endpoint.requests.rate");
    private static final MetricId GPUS = new MetricId("job.gpus");
    private static final MetricId NODE_POWER = new MetricId("job.power");
    private static final MetricId GPU_POWER = new MetricId("job.power.gpu");
    private static final MetricId PUE = new MetricId("site.pue");
    private static final List<String> STATISTICS = List.of(MEAN, "p50", "p90", "p99");
    private static final List<String> LATENCIES = List.of("endpoint.tpot.", "endpoint.ttft.");

    /** What the screen has to ask for of endpoints. */
    static List<MetricId> metrics() {
        List<MetricId> all = new ArrayList<>(List.of(RATE, INPUT, REQUESTS, GPUS, NODE_POWER, GPU_POWER));
        for (String latency : LATENCIES) {
            for (String statistic : STATISTICS) {
                all.add(new MetricId(latency + statistic));
                if (!statistic.equals(MEAN)) {
                    all.add(Beyond.errorOf(new MetricId(latency + statistic)));
                }
            }
        }
        return List.copyOf(all);
    }

    /** What the screen has to ask for of the site. */
    static MetricId pue() {
        return PUE;
    }

    /** Endpoints that have both axes under these terms. */
    static List<LivePoint> of(Plant plant, LatestValues latest, Axis x, Axis y, Terms terms) {
        return of(all(plant, latest), x, y, terms);
    }

    /** @param running of {@link #all} */
    static List<LivePoint> of(List<ServingPoint> running, Axis x, Axis y, Terms terms) {
        List<LivePoint> points = new ArrayList<>();
        for (ServingPoint point : running) {
            boolean asked = !Double.isNaN(x.value(point, terms)) && !Double.isNaN(y.value(point, terms));
            Terms own = asked ? terms : terms.at(MEAN);
            double px = x.value(point, own);
            double py = y.value(point, own);
            if (!Double.isNaN(px) && !Double.isNaN(py)) {
                boolean latency = x == Axis.INTERACTIVITY || x == Axis.TTFT;
                String metric = (x == Axis.TTFT ? "ttft." : "tpot.") + own.percentile();
                boolean beyond = latency && point.labels().containsKey(metric);
                points.add(new LivePoint(point.source(), px, py, point, own.percentile(), beyond));
            }
        }
        return points;
    }

    /** Every endpoint that makes tokens now, as results are described; its source is its name. */
    static List<ServingPoint> all(Plant plant, LatestValues latest) {
        List<ServingPoint> points = new ArrayList<>();
        for (int slot = 0; slot < plant.count(EntityKind.ENDPOINT); slot++) {
            Values of = new Values(plant, latest, slot);
            if (of.of(RATE) > 0) {
                points.add(of.point());
            }
        }
        return points;
    }

    /** What x is of the true value: empty, {@code at least} or {@code at most}. */
    String bound(Axis axis) {
        return !beyond ? "" : axis == Axis.TTFT ? "at least" : "at most";
    }

    /** For a tag beside its mark: what is bounded only from one side says so. */
    String words(ParetoReport report) {
        boolean latency = report.x() == Axis.TTFT;
        String bound = beyond ? ", " + bound(report.x()) + " " : "";
        String value = beyond ? Figures.digits(x) + " " + report.unit(report.x()) : "";
        boolean other = !statistic.equals(report.percentile()) && (report.x() == Axis.INTERACTIVITY || latency);
        return name + " now" + (other ? " (" + statistic + ")" : "") + bound + value;
    }

    /** The newest values of one endpoint; NaN for what is not OK. */
    private record Values(Plant plant, LatestValues latest, int slot) {
        double of(MetricId metric) {
            Latest column = latest.latest(metric, EntityKind.ENDPOINT);
            return column.ok(slot) ? column.values()[slot] : Double.NaN;
        }

        ServingPoint point() {
            Entity.Endpoint endpoint = (Entity.Endpoint) plant.at(EntityKind.ENDPOINT, slot);
            Map<String, String> beyond = new HashMap<>();
            return new ServingPoint(
                    new ServingPoint.Deployment(
                            known(endpoint.model()),
                            hardware(),
                            known(endpoint.precision()),
                            count(of(GPUS)),
                            ServingPoint.UNKNOWN),
                    new ServingPoint.Load(
                            count(of(INPUT) / of(REQUESTS)), count(of(RATE) / of(REQUESTS)), OptionalInt.empty()),
                    new ServingPoint.Tokens(of(INPUT), of(RATE), Double.NaN),
                    new ServingPoint.Latency(
                            latency("tpot.", beyond), Percentiles.NONE, latency("ttft.", beyond), Percentiles.NONE),
                    energy(),
                    beyond,
                    endpoint.name());
        }

        private static String known(String word) {
            return word.isEmpty() ? ServingPoint.UNKNOWN : word;
        }

        private static OptionalInt count(double value) {
            return value >= 0.5 && value < Integer.MAX_VALUE
                    ? OptionalInt.of((int) Math.round(value))
                    : OptionalInt.empty();
        }

        /** @param beyond gets the statistics that lie beyond their histogram's last bound */
        private Percentiles latency(String which, Map<String, String> beyond) {
            Map<String, Double> found = new HashMap<>();
            for (String statistic : STATISTICS) {
                MetricId metric = new MetricId("endpoint." + which + statistic);
                double value = of(metric);
                if (value > 0) {
                    found.put(statistic, value);
                    if (Beyond.lastBound(latest, metric, EntityKind.ENDPOINT, slot)) {
                        beyond.put(which + statistic, "at least");
                    }
                }
            }
            return new Percentiles(found);
        }

        private Energy energy() {
            Map<PowerBasis, Double> watts = new HashMap<>();
            if (of(NODE_POWER) > 0) {
                watts.put(PowerBasis.NODE, of(NODE_POWER));
            }
            if (of(GPU_POWER) > 0) {
                watts.put(PowerBasis.GPU, of(GPU_POWER));
            }
            Latest pue = latest.latest(PUE, EntityKind.SITE);
            return new Energy(watts, Map.of(), pue.ok(0) ? pue.values()[0] : Double.NaN);
        }

        /** The model of the GPUs that the jobs behind it run on; several are named together. */
        private String hardware() {
            List<String> models = new ArrayList<>();
            for (int job : plant.origins(RelationKind.SERVES, plant.indexAt(EntityKind.ENDPOINT, slot))) {
                for (int on : plant.targets(RelationKind.RUNS_ON, job)) {
                    model(on, models);
                    IntStream.of(plant.targets(RelationKind.CONTAINS, on)).forEach(part -> model(part, models));
                }
            }
            return models.isEmpty() ? ServingPoint.UNKNOWN : String.join(" + ", models);
        }

        private void model(int index, List<String> models) {
            if (plant.entity(index) instanceof Entity.Gpu gpu
                    && !gpu.model().isEmpty()
                    && !models.contains(gpu.model())) {
                models.add(gpu.model());
            }
        }
    }
}
