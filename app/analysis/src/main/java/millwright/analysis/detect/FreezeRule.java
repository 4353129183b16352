package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;

/**
 * Sensors that repeat themselves: samples keep coming and none differs. Power is fine enough to be judged by that alone,
 * where there is work and no limit pins it: how long is too long follows from how often the others change. A temperature
 * in whole degrees may rightly stand still for long; see {@link StillHeat} for what betrays it. Two numbers per entity and
 * metric.
 */
final class FreezeRule implements Rule {
    private static final Setting LEAST = new Setting("least", "s", 90, "shortest time without change that is suspect");
    private static final Setting FACTOR =
            new Setting("factor", "1", 15, "times the usual stretch without change that is suspect");

    /** Activity of a GPU that certainly works. */
    private static final double WORKS = 0.3;

    /** One column: its last values and when they last changed. */
    private static final class Watch {
        private final MetricId metric;
        private final EntityKind kind;
        private double[] last = new double[0];
        private long[] changed = new long[0];
        private double[] stretch = new double[0];

        Watch(MetricId metric, EntityKind kind) {
            this.metric = metric;
            this.kind = kind;
        }

        void fit(Moment moment, int size) {
            if (last.length == size && !moment.moves().moved(kind)) {
                return;
            }
            last = new double[size];
            changed = new long[size];
            stretch = new double[size];
            Arrays.fill(last, Double.NaN);
            Arrays.fill(changed, moment.now());
        }
    }

    private final Tuning tuning;
    private final Medians medians = new Medians();
    private final List<Watch> watches =
            List.of(new Watch(GPU_POWER, EntityKind.GPU), new Watch(NODE_POWER, EntityKind.NODE));
    private final StillHeat heat;

    FreezeRule(Tuning tuning) {
        this.tuning = tuning;
        this.heat = new StillHeat(tuning, id());
    }

    @Override
    public String id() {
        return "freeze";
    }

    @Override
    public String title() {
        return "Frozen sensors";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(GPU_POWER, NODE_POWER, GPU_TEMPERATURE);
    }

    @Override
    public List<Setting> settings() {
        return List.of(LEAST, FACTOR, StillHeat.MOVED, StillHeat.TIME);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        for (Watch watch : watches) {
            Latest latest = moment.latest(watch.metric, watch.kind);
            watch.fit(moment, latest.size());
            int known = 0;
            for (int slot = 0; slot < latest.size(); slot++) {
                boolean ok = latest.ok(slot) && mustMove(moment, watch.kind, slot, latest.values()[slot]);
                if (!ok || latest.values()[slot] != watch.last[slot]) {
                    watch.changed[slot] = moment.now();
                    watch.last[slot] = ok ? latest.values()[slot] : Double.NaN;
                }
                if (ok) {
                    watch.stretch[known++] = (moment.now() - watch.changed[slot]) / 1e9;
                }
            }
            if (known >= 8) {
                tell(moment, watch, latest, known, out);
            }
        }
        heat.evaluate(moment, out);
    }

    /** Without work, or held at its limit, power may rightly stand still. */
    private static boolean mustMove(Moment moment, EntityKind kind, int slot, double watts) {
        if (kind == EntityKind.NODE) {
            for (int gpu : moment.roster().gpusOfNode(slot)) {
                if (moment.activity().of(gpu) > WORKS) {
                    return true;
                }
            }
            return false;
        }
        Latest limit = moment.latest(GPU_POWER_LIMIT, EntityKind.GPU);
        boolean pinned = limit.ok(slot) && watts >= 0.99 * limit.values()[slot];
        return moment.activity().of(slot) > WORKS && !pinned;
    }

    private void tell(Moment moment, Watch watch, Latest latest, int known, Consumer<Condition> out) {
        double usual = medians.median(watch.stretch, known);
        double most = Math.max(tuning.of(id(), LEAST), (usual + 1) * tuning.of(id(), FACTOR));
        for (int slot = 0; slot < latest.size(); slot++) {
            double still = (moment.now() - watch.changed[slot]) / 1e9;
            if (still > most && latest.ok(slot)) {
                out.accept(Condition.of(
                                id(),
                                "frozen." + watch.metric,
                                moment.plant().at(watch.kind, slot).id(),
                                Priority.LOW,
                                watch.changed[slot],
                                moment.catalogue().get(watch.metric).title() + " frozen",
                                String.format(
                                        Locale.ROOT,
                                        "the same value for more than %.0f s, others change within %.0f s",
                                        Math.floor(most),
                                        usual + 1),
                                "Do not trust it; reset the collector")
                        .measured(watch.metric, latest.values()[slot], Double.NaN, true)
                        .gathered());
            }
        }
    }
}
