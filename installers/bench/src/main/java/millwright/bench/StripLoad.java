package millwright.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowFold;
import millwright.series.WindowQuery;
import millwright.series.tile.Pyramid;
import millwright.series.tile.Steps;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileEncoder;
import millwright.series.tile.TileException;
import millwright.series.tile.TileInput;
import millwright.series.tile.TileValues;

/** 10.18 million samples in sight out of 12 million, one a millisecond, with one spike of one sample. Main or FX thread. */
final class StripLoad {
    static final int COLUMNS = 1_500;
    static final int PER_COLUMN = 53 * Pyramid.STEP;
    static final int SEEN = COLUMNS * PER_COLUMN;
    static final int ALL = 12_000_000 / 8192 * 8192;
    static final int SPIKE = 6_000_001;
    static final float HEIGHT = 1_000;
    private static final int TICKS = 8192;
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "one");
    private static final MetricId POWER = new MetricId("gpu.power");

    final double[] samples = new double[ALL];
    private final List<Steps> steps = new ArrayList<>();

    StripLoad(boolean pyramid) throws TileException {
        SplittableRandom random = new SplittableRandom(7);
        double level = 0;
        for (int i = 0; i < ALL; i++) {
            level = 0.9 * level + 4 * (random.nextDouble() - 0.5);
            samples[i] = (float) (640 + level + 60 * Math.sin(i / 700_000.0));
        }
        samples[SPIKE] = HEIGHT;
        if (pyramid) {
            reduce();
        }
    }

    private void reduce() throws TileException {
        try (TileEncoder encoder = new TileEncoder();
                TileDecoder decoder = new TileDecoder()) {
            for (int tile = 0; tile < ALL / TICKS; tile++) {
                float[] part = new float[TICKS];
                for (int i = 0; i < TICKS; i++) {
                    part[i] = (float) samples[tile * TICKS + i];
                }
                byte[] bytes = new Pyramid.Maker(encoder, 0).part(TileInput.ok(1, TICKS, new TileValues.F32(part)));
                steps.add(Pyramid.of(bytes, 1, TICKS).steps(decoder, 0));
            }
        }
    }

    /** First sample in sight; it moves by one step of the pyramid each frame and comes back. */
    static int first(int frame) {
        return frame % 512 * Pyramid.STEP;
    }

    static long time(int sample) {
        return sample * Times.MILLI;
    }

    Window raw(int frame) {
        int first = first(frame);
        WindowFold fold = fold(first);
        fold.addEven(time(first), Times.MILLI, 0, samples, first, first + SEEN);
        return fold.done();
    }

    Window reduced(int frame) {
        int first = first(frame);
        WindowFold fold = fold(first);
        int perTile = TICKS / Pyramid.STEP;
        long hold = (Pyramid.STEP - 1) * Times.MILLI + 1;
        for (int step = first / Pyramid.STEP; step < (first + SEEN) / Pyramid.STEP; step++) {
            Steps tile = steps.get(step / perTile);
            int at = step % perTile;
            long end = time((step + 1) * Pyramid.STEP - 1);
            fold.add(end, hold, tile.low()[at], tile.high()[at], tile.sum()[at] / tile.count()[at], (byte) 0);
        }
        return fold.done();
    }

    private static WindowFold fold(int first) {
        WindowQuery query = new WindowQuery(POWER, List.of(GPU), time(first), time(first + SEEN), COLUMNS, false);
        return new WindowFold(query, GPU);
    }

    /** Whether each column has the lowest and highest of its samples, found by looking at all of them. */
    boolean isRight(Window window, int frame) {
        for (int c = 0; c < COLUMNS; c++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            int from = first(frame) + c * PER_COLUMN;
            for (int i = from; i < from + PER_COLUMN; i++) {
                low = samples[i] < low ? samples[i] : low;
                high = samples[i] > high ? samples[i] : high;
            }
            if (window.min()[c] != low || window.max()[c] != high) {
                return false;
            }
        }
        return true;
    }
}
