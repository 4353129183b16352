package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.MetricId;
import millwright.series.Latest;

/**
 * GPUs that are held and do nothing, in three kinds: never started (held, no memory used), stalled (memory held, no
 * activity), left behind (memory held, no job). One finding per job and kind with the number of GPUs.
 */
final class ZombieRule implements Rule {
    private static final Setting EPSILON = new Setting("epsilon", "%", 2, "SM activity below this is none");
    private static final Setting TIME = new Setting("time", "s", 90, "how long without activity");
    private static final Setting MEMORY = new Setting("memory", "MiBy", 2048, "memory in use that a process must hold");

    /** The three kinds. */
    private enum Kind {
        NEVER_STARTED("never-started", "Held and never started", "Ask the owner whether it is needed"),
        STALLED("stalled", "Held, loaded and idle", "Look at the job: it holds memory and does nothing"),
        LEFT_BEHIND("left-behind", "Process left behind", "Kill the process, its job has ended");

        private final String code;
        private final String what;
        private final String guidance;

        Kind(String code, String what, String guidance) {
            this.code = code;
            this.what = what;
            this.guidance = guidance;
        }
    }

    private final Tuning tuning;
    private final Hold hold;
    private final double memoryHeld;
    private final double still;
    private long[] first = new long[0];
    private int[] count = new int[0];

    ZombieRule(Tuning tuning) {
        this.tuning = tuning;
        hold = new Hold(EntityKind.GPU, tuning.nanos(id(), TIME), 0);
        memoryHeld = tuning.of(id(), MEMORY);
        still = tuning.of(id(), EPSILON) / 100;
    }

    @Override
    public String id() {
        return "zombie";
    }

    @Override
    public String title() {
        return "Zombie allocations";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(GPU_SM_ACTIVE, GPU_MEMORY_USED);
    }

    @Override
    public List<Setting> settings() {
        return List.of(EPSILON, TIME, MEMORY);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        int jobs = moment.roster().jobs();
        int nodes = moment.plant().count(EntityKind.NODE);
        first = new long[jobs * 2 + nodes];
        count = new int[jobs * 2 + nodes];
        hold.fit(moment);
        Latest memory = moment.latest(GPU_MEMORY_USED, EntityKind.GPU);
        for (int gpu = 0; gpu < moment.roster().gpus(); gpu++) {
            look(moment, gpu, memory);
        }
        for (int i = 0; i < count.length; i++) {
            if (count[i] > 0) {
                out.accept(i < jobs * 2 ? ofJob(moment, i) : ofNode(moment, i - jobs * 2, i));
            }
        }
    }

    private void look(Moment moment, int gpu, Latest memory) {
        double busy = moment.activity().of(gpu);
        int job = moment.roster().jobOfGpu(gpu);
        boolean loaded = memory.ok(gpu) && memory.values()[gpu] > memoryHeld;
        boolean reserve = job >= 0 && moment.roster().job(job).jobClass() == JobClass.IDLE_RESERVE;
        boolean idle = busy < still && !reserve && (job >= 0 || loaded);
        boolean holds =
                Double.isNaN(busy) ? hold.unchanged(gpu, moment.now()) : hold.update(gpu, idle, !idle, moment.now());
        int node = moment.roster().nodeOfGpu(gpu);
        if (!holds || job < 0 && node < 0) {
            return;
        }
        int at = job < 0 ? moment.roster().jobs() * 2 + node : job * 2 + (loaded ? 1 : 0);
        first[at] = count[at] == 0 ? hold.since(gpu) : Math.min(first[at], hold.since(gpu));
        count[at]++;
    }

    private Condition ofJob(Moment moment, int at) {
        Kind kind = at % 2 == 1 ? Kind.STALLED : Kind.NEVER_STARTED;
        int gpus = moment.roster().gpusOfJob(at / 2).length;
        return condition(kind, moment.roster().job(at / 2).id(), at, "of " + Count.of(gpus, "GPU") + " of the job");
    }

    private Condition ofNode(Moment moment, int node, int at) {
        EntityId id = moment.plant().at(EntityKind.NODE, node).id();
        return condition(Kind.LEFT_BEHIND, id, at, "GPUs of the node, without a job");
    }

    private Condition condition(Kind kind, EntityId entity, int at, String whose) {
        String evidence = String.format(
                Locale.ROOT,
                "%d %s had SM activity below %.0f %% for %.0f s or more",
                count[at],
                whose,
                tuning.of(id(), EPSILON),
                tuning.of(id(), TIME));
        return Condition.of(id(), kind.code, entity, Priority.LOW, first[at], kind.what, evidence, kind.guidance)
                .times(count[at]);
    }
}
