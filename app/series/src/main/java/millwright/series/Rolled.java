package millwright.series;

import java.util.Arrays;
import millwright.plant.DataState;

/**
 * A step of a series reduced to lowest, highest and mean per entity. Kept as floats: a rolled value is for drawing, the
 * full-rate rows and captures stay exact.
 */
final class Rolled implements RolledStep {
    private final long start;
    private final long step;
    private final float[] low;
    private final float[] high;
    private final float[] mean;
    private final int[] count;
    private final byte[] bad;

    Rolled(long start, long step, int size) {
        this.start = start;
        this.step = step;
        low = new float[size];
        high = new float[size];
        mean = new float[size];
        count = new int[size];
        bad = new byte[size];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long end() {
        return start + step;
    }

    @Override
    public long bytes() {
        return 17L * low.length + 100;
    }

    void add(Row row) {
        byte[] states = new byte[low.length];
        row.states().expand(states, 0);
        for (int i = 0; i < states.length; i++) {
            if (states[i] == DataState.OK.ordinal()) {
                float value = (float) row.values().asDouble(i);
                low[i] = Math.min(low[i], value);
                high[i] = Math.max(high[i], value);
                count[i]++;
                mean[i] += (value - mean[i]) / count[i];
            } else {
                bad[i] = states[i];
            }
        }
    }

    @Override
    public void fold(int[] places, WindowFold[] folds, long since, long until) {
        long end = Math.min(end(), until);
        for (int i = 0; i < places.length; i++) {
            int p = places[i];
            boolean some = count[p] > 0;
            byte state = some ? (byte) DataState.OK.ordinal() : bad[p];
            if (some || bad[p] != 0) {
                folds[i].add(end - 1, end - start, low[p], high[p], mean[p], state);
            }
        }
    }

    /**
     * Puts its numbers and states into tiles, as this step of theirs; entities that are made up are like the last one.
     * Where there was no number lowest stays above highest.
     */
    void copy(int step, Lines lines, float[] lows, float[] highs, float[] means, byte[] states) {
        int columns = lines.columns();
        for (int place = 0; place < lines.places(); place++) {
            int at = lines.tick(place, step) * columns + lines.column(place);
            int i = Math.min(place, low.length - 1);
            lows[at] = low[i];
            highs[at] = high[i];
            means[at] = mean[i];
            states[at] = count[i] > 0 ? 0 : bad[i];
        }
    }

    int size() {
        return low.length;
    }
}
