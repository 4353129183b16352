package millwright.views.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.desk.Situation;
import millwright.desk.ViewContext;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/**
 * Finds something to show where the usual metric has no value: imports and small sources tell few metrics, some name no
 * GPU at all, others name GPUs and measure only their hosts. Asks for a handful of metrics only while that is so. FX thread.
 */
final class Probe {
    private static final List<MetricId> LIKELY = Stream.of(
                    "gpu.power.share",
                    "gpu.utilization",
                    "gpu.sm.active",
                    "gpu.engine.active",
                    "gpu.power",
                    "gpu.temperature",
                    "gpu.memory.used",
                    "gpu.memory.utilization",
                    "gpu.clock.sm",
                    "node.power",
                    "node.cpu.utilization",
                    "node.cpu.temperature",
                    "node.inlet.temperature",
                    "rack.power",
                    "rack.temperature.max",
                    "rack.coolant.supply")
            .map(MetricId::new)
            .toList();

    /** Whom the desk listens to, as far as a screen can know. @param recording not the past of a plant that goes on */
    private record Heard(String peer, boolean recording) {
        static Heard in(Situation situation) {
            return new Heard(situation.link().peer(), situation.replay() && !situation.lookingBack());
        }
    }

    /** @param valued how many cells of the level have a number */
    record Found(Level level, Metric metric, int valued) {}

    private final ViewContext context;
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    /** Of this one it is known that nothing has more values than what is shown. */
    private @Nullable Plant settled;
    /** Of this source most cells had a number of what is shown. */
    private @Nullable Heard worked;

    Probe(ViewContext context) {
        this.context = context;
    }

    /** The first level, from the finest, that the plant has anything of. */
    static Level finest(Plant plant) {
        return levels(plant).getFirst();
    }

    private static List<Level> levels(Plant plant) {
        List<Level> levels = Stream.of(Level.GPU, Level.TRAY, Level.RACK)
                .filter(level -> plant.count(level.kind()) > 0)
                .toList();
        return levels.isEmpty() ? List.of(Level.RACK) : levels;
    }

    /**
     * The first of the likely metrics that most cells have, at the finest level at which anything has a value; empty until
     * a value came.
     */
    Optional<Found> best(Plant plant) {
        for (Level level : levels(plant)) {
            List<Found> found = likely(level).stream()
                    .map(metric -> new Found(level, metric, valued(metric, level.kind())))
                    .toList();
            int most = found.stream().mapToInt(Found::valued).max().orElse(0);
            if (most > 0) {
                return found.stream().filter(f -> 2 * f.valued() > most).findFirst();
            }
        }
        return Optional.empty();
    }

    /**
     * Where nobody chose what is shown, few cells have a number of it and most never had: shows what most have, or a level
     * that the plant has. What most cells had stays, also while time is moved and values are on their way.
     */
    void suit(Plant plant, CellValues cells, FloorTools tools, long now) {
        int valued = cells.valued();
        Heard heard = Heard.in(context.situation());
        if (tools.touched() || tools.difference()) {
            close();
        } else if (valued > 0 && 2 * valued >= cells.values().length) {
            worked = heard;
            close();
        } else if (!context.situation().opening(now) && settled != plant && !heard.equals(worked)) {
            suit(plant, valued, tools);
        }
    }

    private void suit(Plant plant, int valued, FloorTools tools) {
        open(plant);
        Optional<Found> best = best(plant);
        if (best.isPresent() && best.get().valued() > 2 * valued) {
            tools.suit(best.get().level(), best.get().metric());
        } else if (best.isPresent() && valued > 0) {
            settled = plant;
            close();
        } else if (best.isEmpty() && plant.count(tools.level().kind()) == 0) {
            tools.suit(finest(plant), tools.metric());
        }
    }

    /**
     * In the first minute values come one metric after the other: what was shown instead of the usual metric gives way to it
     * once most GPUs have it, unless somebody chose.
     */
    void usual(Plant plant, HallPlan plan, FloorTools tools, long now) {
        boolean young = now - context.situation().link().since() < Times.MINUTE;
        if (!young || tools.touched() || tools.metric().equals(tools.first()) && tools.level() == Level.GPU) {
            return;
        }
        CellValues usual = CellValues.of(plant, plan, context.latest(), tools.first(), Level.GPU);
        if (usual.valued() > 0 && 2 * usual.valued() >= usual.values().length) {
            tools.suit(Level.GPU, tools.first());
        }
    }

    /** Asks for the likely metrics of all levels that the plant has, until {@link #close}. */
    void open(Plant plant) {
        if (demands.isEmpty()) {
            for (Level level : levels(plant)) {
                likely(level).forEach(m -> demands.add(context.demand(m.id(), level.kind())));
            }
        }
    }

    private List<Metric> likely(Level level) {
        return LIKELY.stream()
                .flatMap(id -> context.catalogue().find(id).stream())
                .filter(m -> m.on().contains(level.kind()))
                .toList();
    }

    private int valued(Metric metric, EntityKind kind) {
        Latest latest = context.latest().latest(metric.id(), kind);
        int count = 0;
        for (int slot = 0; slot < latest.size(); slot++) {
            count += Double.isNaN(latest.values()[slot]) ? 0 : 1;
        }
        return count;
    }

    void close() {
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
    }
}
