package millwright.views.overview;

import java.util.List;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * GPUs that draw power without the work they could do, by kind; a GPU is counted once, in the first kind that fits.
 * Unknown GPUs are in none of them. Pure; 100,000 GPUs take some milliseconds, so it is made every few seconds.
 *
 * @param gpus how many @param watts their board power, NaN when none is known @param share of all GPUs of the plant
 */
record Waste(String kind, int gpus, double watts, double share) {
    /** SM activity below which a GPU that is given to a job counts as idle. */
    static final double IDLE_BELOW = 0.05;
    /** Memory in use above which a GPU without a job holds something that was left behind. */
    static final double HELD_ABOVE = 0.05;

    private static final int HARDWARE = 0x08 | 0x40 | 0x80;
    private static final int THERMAL = 0x20;
    private static final String[] KINDS = {
        "Throttled, hardware", "Throttled, thermal", "Execution-idle", "Zombie, memory held", "Free, no job"
    };

    private record Columns(Latest throttle, Latest active, Latest used, Latest total, Latest power, Latest work) {
        static Columns of(LatestValues latest) {
            return new Columns(
                    column(latest, "gpu.throttle"),
                    column(latest, "gpu.sm.active"),
                    column(latest, "gpu.memory.used"),
                    column(latest, "gpu.memory.total"),
                    column(latest, "gpu.power"),
                    column(latest, "gpu.work"));
        }

        private static Latest column(LatestValues latest, String metric) {
            return latest.latest(new MetricId(metric), EntityKind.GPU);
        }
    }

    static List<Waste> of(Plant plant, LatestValues latest) {
        Columns columns = Columns.of(latest);
        int all = plant.count(EntityKind.GPU);
        int[] counts = new int[KINDS.length];
        int[] powered = new int[KINDS.length];
        double[] watts = new double[KINDS.length];
        for (int gpu = 0; gpu < all; gpu++) {
            int kind = kind(plant, gpu, columns);
            if (kind >= 0) {
                counts[kind]++;
                if (columns.power.ok(gpu)) {
                    powered[kind]++;
                    watts[kind] += columns.power.values()[gpu];
                }
            }
        }
        return java.util.stream.IntStream.range(0, KINDS.length)
                .filter(k -> counts[k] > 0)
                .mapToObj(k -> new Waste(
                        KINDS[k], counts[k], powered[k] == 0 ? Double.NaN : watts[k], (double) counts[k] / all))
                .sorted((a, b) -> Integer.compare(b.gpus, a.gpus))
                .toList();
    }

    /** Whether the activity of any GPU is known at all. */
    static boolean known(Plant plant, LatestValues latest) {
        Columns columns = Columns.of(latest);
        for (int gpu = 0; gpu < plant.count(EntityKind.GPU); gpu++) {
            if (columns.active.ok(gpu) || columns.work.ok(gpu) || columns.throttle.ok(gpu)) {
                return true;
            }
        }
        return false;
    }

    private static int kind(Plant plant, int gpu, Columns columns) {
        if (columns.throttle.ok(gpu)) {
            long reasons = (long) columns.throttle.values()[gpu];
            if ((reasons & HARDWARE) != 0) {
                return 0;
            } else if ((reasons & THERMAL) != 0) {
                return 1;
            }
        }
        double active = columns.active.ok(gpu) ? columns.active.values()[gpu] : Double.NaN;
        boolean idle = active < IDLE_BELOW
                || Double.isNaN(active) && columns.work.ok(gpu) && columns.work.values()[gpu] == 0;
        if (!idle) {
            return -1;
        }
        if (allocated(plant, gpu)) {
            return 2;
        }
        boolean held = columns.used.ok(gpu)
                && columns.total.ok(gpu)
                && columns.used.values()[gpu] > HELD_ABOVE * columns.total.values()[gpu];
        return held ? 3 : 4;
    }

    private static boolean allocated(Plant plant, int gpu) {
        int index = plant.indexAt(EntityKind.GPU, gpu);
        if (plant.origins(RelationKind.RUNS_ON, index).length > 0) {
            return true;
        }
        int node = plant.ancestor(index, EntityKind.NODE);
        return node >= 0 && plant.origins(RelationKind.RUNS_ON, node).length > 0;
    }
}
