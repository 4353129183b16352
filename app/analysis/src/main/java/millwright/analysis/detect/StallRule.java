package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.MetricId;
import millwright.series.Latest;

/**
 * Training jobs all of whose GPUs wait: activity far below the job's own habit, for longer than a checkpoint. Called data
 * loading only where the host link is seen to be quiet as well; otherwise it is just a stall.
 */
final class StallRule implements Rule {
    private static final Setting DROP = new Setting("drop", "%", 50, "loss of activity against the job's habit");
    private static final Setting QUIET = new Setting("pcie", "%", 60, "PCIe received, of habit, that counts as quiet");
    private static final Setting HOLD = new Setting("hold", "s", 45, "how long it must last; longer than a checkpoint");
    private static final Setting CLEAR = new Setting("clear", "s", 20, "how long it must be over");

    private final Tuning tuning;
    private final Hold hold;
    private final Smooth active = new Smooth(EntityKind.JOB, 10);
    private final Smooth habit = new Smooth(EntityKind.JOB, 600);
    private final Smooth pcieHabit = new Smooth(EntityKind.JOB, 600);
    private final Smooth pcie = new Smooth(EntityKind.JOB, 10);
    private final Smooth age = new Smooth(EntityKind.JOB, 60);

    StallRule(Tuning tuning) {
        this.tuning = tuning;
        hold = new Hold(EntityKind.JOB, tuning.nanos(id(), HOLD), tuning.nanos(id(), CLEAR));
    }

    @Override
    public String id() {
        return "stall";
    }

    @Override
    public String title() {
        return "Data-loading stall";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(GPU_SM_ACTIVE, GPU_PCIE_RX);
    }

    @Override
    public List<Setting> settings() {
        return List.of(DROP, QUIET, HOLD, CLEAR);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        hold.fit(moment);
        for (Smooth smooth : List.of(active, habit, pcieHabit, pcie, age)) {
            smooth.begin(moment);
        }
        for (int job = 0; job < moment.roster().jobs(); job++) {
            boolean training = moment.roster().job(job).jobClass() == JobClass.TRAINING;
            double busy = mean(moment, job, true);
            if (training && !Double.isNaN(busy)) {
                judge(moment, job, busy, out);
            } else if (training && hold.unchanged(job, moment.now())) {
                out.accept(condition(moment, job));
            }
        }
    }

    private void judge(Moment moment, int job, double busy, Consumer<Condition> out) {
        double received = mean(moment, job, false);
        double now = active.update(job, busy);
        if (!Double.isNaN(received)) {
            pcie.update(job, received);
        }
        boolean young = Double.isNaN(age.value(job));
        double seen = young ? age.update(job, 0) : age.update(job, 1);
        double usual = Double.isNaN(habit.value(job)) ? habit.update(job, busy) : habit.value(job);
        boolean low = seen > 0.6 && usual > 0.2 && now < usual * (1 - tuning.of(id(), DROP) / 100);
        if (!low) {
            habit.update(job, busy);
            if (!Double.isNaN(received)) {
                pcieHabit.update(job, received);
            }
        }
        if (hold.update(job, low, now > usual * 0.8, moment.now())) {
            out.accept(condition(moment, job));
        }
    }

    private Condition condition(Moment moment, int job) {
        boolean fed = pcie.value(job) < pcieHabit.value(job) * tuning.of(id(), QUIET) / 100;
        String evidence = String.format(
                Locale.ROOT,
                "SM active %.2f, usually %.2f, on all its GPUs%s",
                active.value(job),
                habit.value(job),
                fed ? "; PCIe received is low as well" : "; PCIe says nothing about the cause");
        return Condition.of(
                        id(),
                        fed ? "data-loading" : "stall",
                        moment.plant().at(EntityKind.JOB, job).id(),
                        Priority.HIGH,
                        hold.since(job),
                        fed ? "Data-loading stall" : "Job stalled",
                        evidence,
                        fed ? "Look at storage and loader workers" : "Look at the job's log")
                .measured(GPU_SM_ACTIVE, active.value(job), habit.value(job), false);
    }

    private static double mean(Moment moment, int job, boolean activity) {
        Latest received = moment.latest(GPU_PCIE_RX, EntityKind.GPU);
        int[] gpus = moment.roster().gpusOfJob(job);
        double sum = 0;
        int known = 0;
        for (int gpu : gpus) {
            double value =
                    activity ? moment.activity().of(gpu) : received.ok(gpu) ? received.values()[gpu] : Double.NaN;
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known * 2 < gpus.length || known == 0 ? Double.NaN : sum / known;
    }
}
