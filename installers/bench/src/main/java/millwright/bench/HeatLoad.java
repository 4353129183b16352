package millwright.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;

/** 29 rows of 48 racks of 18 x 4 GPUs and columns of values that differ in every cell. Immutable. */
final class HeatLoad {
    static final int ROWS = 29;
    static final int RACKS = 48;
    static final int TRAYS = 18;
    static final int GPUS = 4;
    static final int CELLS = ROWS * RACKS * TRAYS * GPUS;
    static final double LOW = 0.4;
    static final double HIGH = 1;
    private static final int DIFFERENT = 16;
    private static final MetricId SHARE = new MetricId("gpu.power.share");

    private HeatLoad() {}

    static Plant plant() {
        return FixturePlant.of(ROWS, RACKS);
    }

    static Latest[] columns(Plant plant) {
        Latest[] columns = new Latest[DIFFERENT];
        for (int n = 0; n < columns.length; n++) {
            SplittableRandom random = new SplittableRandom(n);
            double[] values = new double[CELLS];
            for (int i = 0; i < CELLS; i++) {
                values[i] = LOW + (HIGH - LOW) * random.nextDouble();
            }
            long[] times = new long[CELLS];
            Arrays.fill(times, FixtureContext.NOW + n);
            columns[n] = new Latest(SHARE, EntityKind.GPU, plant.revision(), values, new byte[CELLS], times, n);
        }
        return columns;
    }
}
