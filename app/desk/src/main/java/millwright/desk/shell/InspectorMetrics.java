package millwright.desk.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricKind;

/** Which values matter first for each kind of thing. Stateless. */
final class InspectorMetrics {
    private static final int MOST = 6;

    private InspectorMetrics() {}

    static List<Metric> of(Catalogue catalogue, EntityKind kind) {
        if (kind.isPower()) {
            return powered()
                    .map(catalogue::find)
                    .flatMap(Optional::stream)
                    .toList(); // its phases have a block of their own
        }
        Stream<Metric> first = names(kind).map(catalogue::find).flatMap(Optional::stream);
        Stream<Metric> others =
                catalogue.metrics().stream().filter(m -> m.on().contains(kind) && m.kind() == MetricKind.GAUGE);
        return Stream.concat(first, others).distinct().limit(MOST).toList();
    }

    private static Stream<String> names(EntityKind kind) {
        return switch (kind) {
            case SITE ->
                Stream.of(
                        "site.power",
                        "site.output.rate",
                        "site.efficiency",
                        "site.pue",
                        "site.thermal.headroom",
                        "site.gpus.useful");
            case HALL, ROW -> ofArea();
            case RACK ->
                Stream.of(
                        "rack.power",
                        "rack.temperature.max",
                        "rack.coolant.supply",
                        "rack.coolant.flow",
                        "rack.clock.active",
                        "rack.output.rate");
            case GPU ->
                Stream.of(
                        "gpu.power",
                        "gpu.temperature",
                        "gpu.temperature.margin",
                        "gpu.clock.sm",
                        "gpu.sm.active",
                        "gpu.power.limit");
            case GPU_INSTANCE -> ofInstance();
            case ENDPOINT ->
                Stream.of(
                        "endpoint.output.rate",
                        "endpoint.tpot.p99",
                        "endpoint.tpot.mean",
                        "endpoint.ttft.p99",
                        "endpoint.goodput",
                        "endpoint.requests.waiting");
            case JOB -> Stream.of("job.output.rate", "job.gpus", "job.gpus.useful", "job.power", "job.step.time");
            case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL -> powered();
            case CDU, LOOP, CHILLER ->
                Stream.of(
                        "cooling.flow",
                        "cooling.supply",
                        "cooling.return",
                        "cooling.heat",
                        "cooling.power",
                        "cooling.pressure");
            case NODE ->
                Stream.of(
                        "node.power",
                        "node.inlet.temperature",
                        "node.outlet.temperature",
                        "node.coolant.flow",
                        "node.cpu.temperature",
                        "node.serving.queue");
            case NIC, SWITCH, LINK, PUMP, LEAK_DETECTOR, PROCESS, REPLICA, MODEL, ORG, TARIFF, SOURCE -> Stream.of();
        };
    }

    private static Stream<String> ofArea() {
        return Stream.of(
                "area.power",
                "area.power.committed",
                "area.temperature.max",
                "area.thermal.headroom",
                "area.gpus.useful",
                "area.output.rate");
    }

    private static Stream<String> ofInstance() {
        return Stream.of(
                "gpu.sm.active",
                "gpu.tensor.active",
                "gpu.dram.active",
                "gpu.memory.used",
                "gpu.memory.total",
                "gpu.engine.active");
    }

    private static Stream<String> powered() {
        return Stream.of("power.observed", "power.committed", "power.provisioned", "power.failover", "power.loss");
    }
}
