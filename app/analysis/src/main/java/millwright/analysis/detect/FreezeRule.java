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
 * Power sensors that repeat themselves: samples keep coming and none differs, while those of most others do. Only power is
 * fine enough for that: a temperature in whole degrees or a clock at its top may rightly stand still for long. How
 * long is too long follows from how often the others change. Two numbers per entity and metric.
 */
final class FreezeRule implements Rule {
    private static final Setting LEAST = new Setting("least", "s", 90, "shortest time without change that is suspect");
    private static final Setting FACTOR =
            new Setting("factor", "1", 15, "times the usual stretch without change that is suspect");

    /** One column: its last values and when they last changed. */
    private static final class Watch {
        private final MetricId metric;
        private final EntityKind kind;
        /** Without activity a value may rightly stand still. */
        private final boolean onlyActive;

        private double[] last = new double[0];
        private long[] changed = new long[0];
        private double[] stretch = new double[0];

        Watch(MetricId metric, EntityKind kind, boolean onlyActive) {
            this.metric = metric;
            this.kind = kind;
            this.onlyActive = onlyActive;
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
            List.of(new Watch(GPU_POWER, EntityKind.GPU, true), new Watch(NODE_POWER, EntityKind.NODE, false));

    FreezeRule(Tuning tuning) {
        this.tuning = tuning;
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
        return Set.of(GPU_POWER, NODE_POWER);
    }

    @Override
    public List<Setting> settings() {
        return List.of(LEAST, FACTOR);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        for (Watch watch : watches) {
            Latest latest = moment.latest(watch.metric, watch.kind);
            watch.fit(moment, latest.size());
            int known = 0;
            for (int slot = 0; slot < latest.size(); slot++) {
                boolean ok = latest.ok(slot)
                        && (!watch.onlyActive || moment.activity().of(slot) > 0.3);
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
