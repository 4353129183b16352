package millwright.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.connectors.capture.Recorder;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import millwright.reference.ReferenceFleet;
import org.jspecify.annotations.Nullable;

/**
 * The reference fleet's day: four metrics of 1,000 GPUs every 10 s. Immutable.
 *
 * @param values metric, tick, GPU
 */
record CaptureLoad(boolean rounded, int gpus, int ticks, float[][][] values) {
    static final MetricId POWER = new MetricId("gpu.power");
    static final List<MetricId> METRICS = List.of(
            POWER, new MetricId("gpu.temperature"), new MetricId("gpu.utilization"), new MetricId("gpu.clock.sm"));
    static final long STEP = 10 * Times.SECOND;
    private static final long START = 1_700_000_000L * Times.SECOND;
    private static final int GPUS = 1_000;
    private static final int DAY = 8_640;

    static CaptureLoad of(boolean rounded) {
        int ticks = Integer.getInteger("bench.capture.ticks", DAY);
        float[][][] values = new float[METRICS.size()][ticks][GPUS];
        ReferenceFleet fleet = new ReferenceFleet(GPUS, rounded);
        for (int t = 0; t < ticks; t++) {
            fleet.next(values[0][t], values[1][t], values[2][t], values[3][t], 0);
        }
        return new CaptureLoad(rounded, GPUS, ticks, values);
    }

    long samples() {
        return (long) values.length * gpus * ticks;
    }

    long from() {
        return START;
    }

    long to() {
        return START + ticks * STEP;
    }

    static EntityId id(int gpu) {
        return EntityId.of(EntityKind.GPU, "R" + gpu / 72 + "-" + gpu);
    }

    /** Through the recorder, as a live plant is. */
    void record(Path file) {
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "bench"), true);
        States ok = States.all(DataState.OK, gpus);
        try (Recorder recorder = new Recorder(file, Catalogue.standard(), Map.of("source", "bench"), Times.HOUR * 24)) {
            List<Entity> all = new ArrayList<>();
            for (int g = 0; g < gpus; g++) {
                all.add(new Entity.Gpu(id(g), "G" + g % 4, g % 4, "GB200"));
            }
            recorder.accept(new PlantChanged(1, START, PlantChange.adding(all, List.of()), true));
            for (int t = 0; t < ticks; t++) {
                for (int m = 0; m < values.length; m++) {
                    recorder.accept(frame(m, START + t * STEP, new Column.F32(values[m][t]), ok, origin));
                }
            }
        }
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    private static Frame frame(int metric, long time, Column values, States states, Origin origin) {
        int @Nullable [] all = null;
        return new Frame(METRICS.get(metric), EntityKind.GPU, 1, all, time, time, 0, values, states, origin);
    }

    /** The fleet's power reduced the plain way. */
    Window fleet(int columns) {
        Window window = Window.empty(POWER, null, from(), to(), columns);
        double[] sum = new double[columns];
        for (int t = 0; t < ticks; t++) {
            int c = (int) ((long) t * columns / ticks);
            for (float value : values[0][t]) {
                boolean first = window.count()[c]++ == 0;
                window.min()[c] = first ? value : Math.min(window.min()[c], value);
                window.max()[c] = first ? value : Math.max(window.max()[c], value);
                sum[c] += value;
            }
        }
        for (int c = 0; c < columns; c++) {
            window.mean()[c] = sum[c] / window.count()[c];
        }
        return window;
    }

    /** One GPU's power, of which any changed bit changes the number. */
    long checksum(int gpu) {
        double[] column = new double[ticks];
        for (int t = 0; t < ticks; t++) {
            column[t] = values[0][t][gpu];
        }
        return checksum(column);
    }

    static long checksum(double[] column) {
        long sum = 0;
        for (int t = 0; t < column.length; t++) {
            sum += Float.floatToRawIntBits((float) column[t]) * (2L * t + 1);
        }
        return sum;
    }

    /** Asks for one GPU's power so that every sample is a column of its own. */
    static WindowQuery day(int gpu, int ticks) {
        return WindowQuery.one(POWER, id(gpu), START, START + ticks * STEP, ticks);
    }

    @Override
    public String toString() {
        return values.length + " metrics x " + gpus + " GPUs x " + ticks + " ticks";
    }
}
