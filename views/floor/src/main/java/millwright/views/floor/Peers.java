package millwright.views.floor;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/** The GPUs that ought to look alike: those of the same job, which it remembers for one plant and job. FX thread. */
final class Peers {
    private static final double MAD_TO_SIGMA = 1.4826;

    /** @param z distance from the median in robust standard deviations */
    record Standing(double median, double p5, double z) {}

    private Plant known = Plant.empty();
    private int knownJob = -1;
    private int[] slots = {};
    private final Quantiles quantiles = new Quantiles();
    private double[] own = {};
    private double[] away = {};

    /** Values of the GPU's job, those without a number left out; empty when it runs in no job. Good until the next call. */
    double[] of(Plant plant, CellValues cells, int gpuSlot) {
        int gpu = plant.indexAt(EntityKind.GPU, gpuSlot);
        int node = plant.ancestor(gpu, EntityKind.NODE);
        int[] jobs = plant.origins(RelationKind.RUNS_ON, gpu);
        jobs = jobs.length == 0 && node >= 0 ? plant.origins(RelationKind.RUNS_ON, node) : jobs;
        if (jobs.length == 0) {
            return new double[0];
        }
        if (plant != known || jobs[0] != knownJob) {
            slots = slotsOf(plant, jobs[0]);
            known = plant;
            knownJob = jobs[0];
        }
        double[] values = sized(own, slots.length);
        own = values;
        int n = 0;
        for (int slot : slots) {
            if (slot < cells.states().length && cells.states()[slot] == DataState.OK.ordinal()) {
                values[n++] = cells.values()[slot];
            }
        }
        return n == values.length ? values : Arrays.copyOf(values, n);
    }

    /** Arrays of a large job are kept: made anew in every frame they would keep the collector busy. */
    private static double[] sized(double[] kept, int length) {
        return kept.length == length ? kept : new double[length];
    }

    private static int[] slotsOf(Plant plant, int job) {
        return Arrays.stream(plant.targets(RelationKind.RUNS_ON, job))
                .flatMap(target -> Arrays.stream(plant.within(target, EntityKind.GPU)))
                .map(plant::slotOf)
                .toArray();
    }

    /** @param values at least one value */
    Standing standing(double[] values, double own) {
        double[] at = quantiles.of(values, 0.05, 0.5);
        double p5 = at[0];
        double median = at[1];
        double[] off = sized(away, values.length);
        away = off;
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(values[i] - median);
        }
        double sigma = quantiles.of(off, 0.5)[0] * MAD_TO_SIGMA;
        double z = sigma == 0
                ? (own == median ? 0 : Math.signum(own - median) * Double.POSITIVE_INFINITY)
                : (own - median) / sigma;
        return new Standing(median, p5, z);
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
}
