package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import millwright.analysis.kpi.Activity;
import millwright.analysis.kpi.Roster;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.MetricId;
import millwright.series.Latest;

/**
 * GPUs that differ from their peers: same job, same enforced limit. Median and MAD over the job, so that what happens to
 * the whole job (a step boundary, a checkpoint) moves nobody; and against each GPU's own habit, so that silicon that
 * always differs is no news. Training jobs are compared in clock, power and activity, others in clock only.
 */
final class PeerRule implements Rule {
    private static final Setting PEERS = new Setting("peers", "1", 8, "fewest GPUs that can be compared");
    private static final Setting SIGMAS = new Setting("sigmas", "1", 6, "spreads from the median that are too many");
    private static final Setting CLOCK = new Setting("clock", "%", 4, "least clock deficit that matters");
    private static final Setting POWER = new Setting("power", "%", 8, "least power deficit that matters");
    private static final Setting ACTIVE = new Setting("active", "%", 12, "least activity difference that matters");
    private static final Setting HOLD = new Setting("hold", "s", 20, "how long it must differ");
    private static final Setting CLEAR = new Setting("clear", "s", 60, "how long it must be back");

    private static final int CLOCKS = 0;
    private static final int POWERS = 1;
    private static final int ACTIVITIES = 2;

    private final Medians medians = new Medians();
    private final PeerSeries[] series = {new PeerSeries(), new PeerSeries(), new PeerSeries()};
    private final Hold hold;
    private final double[] least;
    private final double peers;
    private final double sigmas;
    private int[] job = new int[0];
    private long before = Long.MIN_VALUE;
    private double[] excess = new double[0];
    private byte[] worst = new byte[0];
    private double[] work = new double[0];
    private int[] group = new int[0];

    PeerRule(Tuning tuning) {
        hold = new Hold(EntityKind.GPU, tuning.nanos(id(), HOLD), tuning.nanos(id(), CLEAR));
        peers = tuning.of(id(), PEERS);
        sigmas = tuning.of(id(), SIGMAS);
        least = new double[] {tuning.of(id(), CLOCK) / 100, tuning.of(id(), POWER) / 100, tuning.of(id(), ACTIVE) / 100
        };
    }

    @Override
    public String id() {
        return "peer";
    }

    @Override
    public String title() {
        return "Peers of one job";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(GPU_CLOCK, GPU_POWER, GPU_SM_ACTIVE);
    }

    @Override
    public List<Setting> settings() {
        return List.of(PEERS, SIGMAS, CLOCK, POWER, ACTIVE, HOLD, CLEAR);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        fit(moment);
        double seconds = before == Long.MIN_VALUE ? 1 : Math.min(60, (moment.now() - before) / 1e9);
        before = moment.now();
        Arrays.fill(excess, Double.NaN);
        Roster roster = moment.roster();
        Latest limits = moment.latest(GPU_POWER_LIMIT, EntityKind.GPU);
        for (int j = 0; j < roster.jobs(); j++) {
            if (roster.job(j).jobClass() != JobClass.IDLE_RESERVE) {
                compareJob(moment, j, limits, seconds);
            }
        }
        for (int gpu = 0; gpu < excess.length; gpu++) {
            boolean known = !Double.isNaN(excess[gpu]);
            boolean holds = known
                    ? hold.update(gpu, excess[gpu] > 1, excess[gpu] < 0.7, moment.now())
                    : roster.jobOfGpu(gpu) < 0
                            ? hold.update(gpu, false, true, moment.now())
                            : hold.unchanged(gpu, moment.now());
            if (holds) {
                out.accept(condition(moment, gpu));
            }
        }
    }

    private void fit(Moment moment) {
        hold.fit(moment);
        for (PeerSeries s : series) {
            s.fit(moment, EntityKind.GPU);
        }
        int gpus = moment.roster().gpus();
        if (job.length != gpus) {
            job = new int[gpus];
            Arrays.fill(job, Integer.MIN_VALUE);
            excess = new double[gpus];
            worst = new byte[gpus];
            work = new double[gpus];
            group = new int[gpus];
        }
        for (int gpu = 0; gpu < gpus; gpu++) {
            int id = jobKey(moment.roster(), gpu);
            if (job[gpu] != id) {
                job[gpu] = id;
                for (PeerSeries s : series) {
                    s.forget(gpu);
                }
            }
        }
    }

    private static int jobKey(Roster roster, int gpu) {
        int j = roster.jobOfGpu(gpu);
        return j < 0 ? 0 : roster.job(j).id().hashCode();
    }

    /** Splits the job by enforced limit, because a capped GPU is meant to be slower. */
    private void compareJob(Moment moment, int j, Latest limits, double seconds) {
        int[] gpus = moment.roster().gpusOfJob(j);
        boolean training = moment.roster().job(j).jobClass() == JobClass.TRAINING;
        boolean[] done = new boolean[gpus.length];
        for (int first = 0; first < gpus.length; first++) {
            if (!done[first]) {
                int size = 0;
                double limit = limitOf(limits, gpus[first]);
                for (int i = first; i < gpus.length; i++) {
                    if (!done[i] && Math.abs(limitOf(limits, gpus[i]) - limit) <= 0.01 * limit) {
                        done[i] = true;
                        group[size++] = gpus[i];
                    }
                }
                if (size >= peers) {
                    compare(moment, size, CLOCKS, seconds);
                    if (training) {
                        compare(moment, size, POWERS, seconds);
                        compare(moment, size, ACTIVITIES, seconds);
                    }
                }
            }
        }
    }

    private static double limitOf(Latest limits, int gpu) {
        return limits.ok(gpu) ? limits.values()[gpu] : 0;
    }

    private void compare(Moment moment, int size, int metric, double seconds) {
        PeerSeries s = series[metric];
        Latest latest = latest(moment, metric);
        int known = 0;
        for (int i = 0; i < size; i++) {
            double value = value(moment, latest, metric, group[i]);
            if (!Double.isNaN(value)) {
                work[known++] = value;
            }
        }
        double median = medians.median(work, known);
        boolean quiet = known < peers || median <= 0 || (metric == ACTIVITIES && median < 0.2);
        if (quiet) {
            return;
        }
        for (int i = 0; i < size; i++) {
            double value = value(moment, latest, metric, group[i]);
            if (!Double.isNaN(value)) {
                double deviation = metric == ACTIVITIES ? value - median : value / median - 1;
                s.update(group[i], deviation, seconds, !(hold.since(group[i]) < Long.MAX_VALUE));
            }
        }
        judge(size, metric);
    }

    private void judge(int size, int metric) {
        PeerSeries s = series[metric];
        double level = threshold(size, metric, false);
        double shift = threshold(size, metric, true);
        for (int i = 0; i < size; i++) {
            int gpu = group[i];
            if (s.settled(gpu)) {
                double far = Math.max(side(metric, s.smooth(gpu)) / level, side(metric, s.shift(gpu)) / shift);
                if (Double.isNaN(excess[gpu]) || far > excess[gpu]) {
                    excess[gpu] = far;
                    worst[gpu] = (byte) metric;
                }
            }
        }
    }

    /** Less clock and less power are bad; a straggler is busier than those who wait for it, a starved GPU is less busy. */
    private static double side(int metric, double deviation) {
        return metric == ACTIVITIES ? Math.abs(deviation) : -deviation;
    }

    private double threshold(int size, int metric, boolean shift) {
        for (int i = 0; i < size; i++) {
            work[i] = shift ? series[metric].shift(group[i]) : series[metric].smooth(group[i]);
        }
        double centre = medians.median(work, size);
        return Math.max(least[metric], sigmas * medians.spread(work, size, centre));
    }

    private static Latest latest(Moment moment, int metric) {
        return moment.latest(metric == POWERS ? GPU_POWER : GPU_CLOCK, EntityKind.GPU);
    }

    private static double value(Moment moment, Latest latest, int metric, int gpu) {
        double busy = moment.activity().of(gpu);
        if (metric == ACTIVITIES) {
            return busy;
        }
        // A clock or a power of an idle GPU says nothing about how well it works.
        if (metric == CLOCKS && busy < Activity.IDLE_BELOW) {
            return Double.NaN;
        }
        return latest.ok(gpu) ? latest.values()[gpu] : Double.NaN;
    }

    private Condition condition(Moment moment, int gpu) {
        int metric = worst[gpu];
        MetricId id = metric == CLOCKS ? GPU_CLOCK : metric == POWERS ? GPU_POWER : GPU_SM_ACTIVE;
        double value = value(moment, latest(moment, metric), metric, gpu);
        double off = series[metric].smooth(gpu);
        double others = metric == ACTIVITIES ? value - off : value / (1 + off);
        String evidence = String.format(
                Locale.ROOT,
                "%s %.4g against %.4g of its peers (%+.1f %%), habit %+.1f %%",
                moment.catalogue().get(id).title(),
                value,
                others,
                off * 100,
                (off - series[metric].shift(gpu)) * 100);
        return Condition.of(
                        id(),
                        "straggler",
                        moment.plant().at(EntityKind.GPU, gpu).id(),
                        Priority.MEDIUM,
                        Math.min(hold.since(gpu), moment.now()),
                        "Straggler",
                        evidence,
                        "Run diag level SHORT (10), drain if it stays")
                .measured(id, value, others, false)
                .gathered();
    }
}
