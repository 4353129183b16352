package millwright.connectors.simulator;

import java.util.Arrays;
import java.util.List;
import millwright.connectors.simulator.scenario.Addresses;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.JobKind;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;

/**
 * Which job holds which node, and how hard its GPUs work. A training job runs in synchronised steps, so that its slowest
 * GPU sets the pace. Simulation thread only; one entry per job plan.
 */
final class Jobs {
    private static final double COMPUTE_SHARE = 0.86;
    private static final double CHECKPOINT_SECONDS = 9;

    final List<JobPlan> plans;
    final int[][] nodes;
    final boolean[] running;
    final int[] instance;
    /** Job of each node, -1 for none. */
    final int[] ofNode;
    /** Share of its job's activity that a node takes. */
    final float[] weight;
    /** What its GPUs are asked for now, 0 to 1.2. */
    final float[] activity;

    final float[] memoryBound;
    /** Pace of a synchronised job against its nominal one. */
    final double[] pace;

    final double[] stepSeconds;
    final boolean[] stalled;
    final double[] speedSum;
    final float[] slowest;
    final double[] power;
    final double[] useful;
    final int[] gpus;
    /** Output tokens/s of a GPU at full speed. */
    final double[] tokenRate;

    private final double[] phase;

    Jobs(Scenario scenario, Addresses addresses) {
        plans = scenario.jobs();
        int n = plans.size();
        nodes = new int[n][];
        running = new boolean[n];
        instance = new int[n];
        activity = new float[n];
        memoryBound = new float[n];
        pace = new double[n];
        stepSeconds = new double[n];
        stalled = new boolean[n];
        speedSum = new double[n];
        slowest = new float[n];
        power = new double[n];
        useful = new double[n];
        gpus = new int[n];
        tokenRate = new double[n];
        phase = new double[n];
        ofNode = new int[scenario.shape().nodeCount()];
        weight = new float[ofNode.length];
        Arrays.fill(weight, 1);
        Arrays.fill(ofNode, -1);
        Arrays.fill(pace, 1);
        Arrays.fill(slowest, 1);
        for (int j = 0; j < n; j++) {
            nodes[j] = plans.get(j).on().stream().mapToInt(addresses::index).toArray();
            memoryBound[j] = (float) plans.get(j).memoryBound();
            gpus[j] = nodes[j].length * scenario.shape().gpus();
        }
    }

    /** True when the plan has the job running at {@code t} seconds. */
    boolean due(int j, double t) {
        JobPlan plan = plans.get(j);
        if (!Double.isFinite(plan.start())) {
            return t < plan.end();
        }
        double since = t - plan.start();
        double within = Double.isNaN(plan.every()) ? since : since % plan.every();
        return since >= 0 && within < plan.end() - plan.start();
    }

    void place(int j) {
        running[j] = true;
        instance[j]++;
        double middle = (nodes[j].length - 1) / 2.0;
        for (int n = 0; n < nodes[j].length; n++) {
            ofNode[nodes[j][n]] = j;
            weight[nodes[j][n]] = (float) (1 + plans.get(j).gradient() * (n - middle) / Math.max(1, middle));
        }
    }

    void release(int j) {
        running[j] = false;
        for (int node : nodes[j]) {
            ofNode[node] = ofNode[node] == j ? -1 : ofNode[node];
        }
    }

    /** Sets what each job asks of its GPUs for the next {@code dt} seconds; endpoints have set their own pools before. */
    void prepare(double t, double dt) {
        for (int j = 0; j < plans.size(); j++) {
            JobPlan plan = plans.get(j);
            pace[j] = 1 - (1 - slowest[j]) * (1 - plan.balance());
            stepSeconds[j] = plan.step() / Math.max(0.02, pace[j]);
            if (plan.kind() == JobKind.TRAINING || plan.kind() == JobKind.OTHER) {
                activity[j] = (float) (plan.load() * training(j, t, dt));
            } else if (plan.endpoint().isEmpty()) {
                activity[j] = (float) plan.load();
            }
            activity[j] = stalled[j] ? 0.06f : activity[j];
            speedSum[j] = 0;
            slowest[j] = 1;
            power[j] = 0;
            useful[j] = 0;
        }
    }

    private double training(int j, double t, double dt) {
        JobPlan plan = plans.get(j);
        double exchange = 1 - plan.ripple();
        double before = phase[j];
        phase[j] = (before + dt / stepSeconds[j]) % 1;
        double mean = COMPUTE_SHARE + (1 - COMPUTE_SHARE) * exchange;
        double inStep = before < COMPUTE_SHARE ? 1 : exchange;
        double base = dt > stepSeconds[j] / 3 ? mean : inStep;
        boolean saving = plan.checkpoint() > 0
                && dt < CHECKPOINT_SECONDS
                && Math.floorMod((long) t + 240 + 137L * j, (long) Math.max(30, plan.checkpoint()))
                        < CHECKPOINT_SECONDS;
        return saving ? 0.3 : base;
    }

    boolean synchronised(int j) {
        return plans.get(j).kind() == JobKind.TRAINING;
    }

    /** Tokens a training job takes in, per second. */
    double tokensIn(int j) {
        return stalled[j] ? 0 : plans.get(j).tokensPerGpu() * gpus[j] * pace[j];
    }
}
