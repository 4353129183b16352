package millwright.views.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.desk.ViewContext;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;

/**
 * Finds something to show where the usual metric has no value: imports and small sources tell few metrics, some name no
 * GPU at all. Asks for a handful of metrics only while that is so. FX thread.
 */
final class Probe {
    private static final List<MetricId> LIKELY = List.of(
            new MetricId("gpu.utilization"),
            new MetricId("gpu.sm.active"),
            new MetricId("gpu.power"),
            new MetricId("gpu.temperature"),
            new MetricId("gpu.memory.used"),
            new MetricId("node.power"),
            new MetricId("rack.power"));

    private final ViewContext context;
    private final List<ViewContext.Demand> demands = new ArrayList<>();

    Probe(ViewContext context) {
        this.context = context;
    }

    /** The first level, from the finest, that the plant has anything of. */
    static Level finest(Plant plant) {
        for (Level level : List.of(Level.GPU, Level.TRAY)) {
            if (plant.count(level.kind()) > 0) {
                return level;
            }
        }
        return Level.RACK;
    }

    /** A metric that has values at that level, once one of them came. */
    Optional<Metric> valued(Level level) {
        List<Metric> likely = LIKELY.stream()
                .flatMap(id -> context.catalogue().find(id).stream())
                .filter(m -> m.on().contains(level.kind()))
                .toList();
        if (demands.isEmpty()) {
            likely.forEach(m -> demands.add(context.demand(m.id(), level.kind())));
        }
        return likely.stream().filter(m -> known(m, level.kind())).findFirst();
    }

    private boolean known(Metric metric, EntityKind kind) {
        Latest latest = context.latest().latest(metric.id(), kind);
        for (int slot = 0; slot < latest.size(); slot++) {
            if (!Double.isNaN(latest.values()[slot])) {
                return true;
            }
        }
        return false;
    }

    void close() {
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
    }
}
