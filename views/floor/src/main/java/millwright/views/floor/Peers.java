package millwright.views.floor;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/** The GPUs that ought to look alike: those of the same job. Pure. */
final class Peers {
    private static final double MAD_TO_SIGMA = 1.4826;

    /** @param z distance from the median in robust standard deviations */
    record Standing(double median, double p5, double z) {}

    private Peers() {}

    /** Values of the GPU's job, sorted, those without a number left out; empty when it runs in no job. */
    static double[] of(Plant plant, CellValues cells, int gpuSlot) {
        int gpu = plant.indexAt(EntityKind.GPU, gpuSlot);
        int node = plant.ancestor(gpu, EntityKind.NODE);
        int[] jobs = plant.origins(RelationKind.RUNS_ON, gpu);
        jobs = jobs.length == 0 && node >= 0 ? plant.origins(RelationKind.RUNS_ON, node) : jobs;
        if (jobs.length == 0) {
            return new double[0];
        }
        double[] values = new double[64];
        int n = 0;
        for (int target : plant.targets(RelationKind.RUNS_ON, jobs[0])) {
            for (int peer : plant.within(target, EntityKind.GPU)) {
                int slot = plant.slotOf(peer);
                if (slot < cells.states().length && cells.states()[slot] == DataState.OK.ordinal()) {
                    values = n == values.length ? Arrays.copyOf(values, n * 2) : values;
                    values[n++] = cells.values()[slot];
                }
            }
        }
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** @param sorted at least one value */
    static Standing standing(double[] sorted, double own) {
        double median = quantile(sorted, 0.5);
        double[] off = new double[sorted.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(sorted[i] - median);
        }
        Arrays.sort(off);
        double sigma = quantile(off, 0.5) * MAD_TO_SIGMA;
        double z = sigma == 0
                ? (own == median ? 0 : Math.signum(own - median) * Double.POSITIVE_INFINITY)
                : (own - median) / sigma;
        return new Standing(median, quantile(sorted, 0.05), z);
    }

    /** The GPU of a rack that stands furthest below the others, worth comparing when none is pointed at; -1 for none. */
    static int lowest(HallPlan plan, CellValues cells, int rackSlot, Level level) {
        int lowest = -1;
        for (int[] tray : plan.ofRack(rackSlot).gpus()) {
            for (int gpu : tray) {
                boolean ok = level == Level.GPU
                        && gpu < cells.states().length
                        && cells.states()[gpu] == DataState.OK.ordinal();
                if (ok && (lowest < 0 || cells.values()[gpu] < cells.values()[lowest])) {
                    lowest = gpu;
                }
            }
        }
        return lowest;
    }

    static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int left = (int) Math.floor(at);
        int right = Math.min(sorted.length - 1, left + 1);
        return sorted[left] + (sorted[right] - sorted[left]) * (at - left);
    }
}
