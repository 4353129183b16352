package millwright.analysis.detect;

import java.util.Arrays;
import millwright.plant.EntityId;

/** What one side of {@link Pairs} says of every entity in a window, and its means of the window before. One thread. */
final class Side {
    static final long UNSAID = -1;

    final int[] count;
    final double[] mean;
    final EntityId[] source;
    /** ns that the source says its values are averaged over; {@link #UNSAID} where it does not. */
    final long[] averaged;

    private final double[] running;
    private final double[] squares;

    Side(int size) {
        count = new int[size];
        mean = new double[size];
        source = new EntityId[size];
        averaged = new long[size];
        Arrays.fill(averaged, UNSAID);
        running = new double[size];
        squares = new double[size];
        Arrays.fill(mean, Double.NaN);
    }

    /** Mean and squares go on together, as the squares of large values would drown their differences. */
    void add(int slot, double value) {
        count[slot]++;
        double step = value - running[slot];
        running[slot] += step / count[slot];
        squares[slot] += step * (value - running[slot]);
    }

    void keepMean(int slot) {
        mean[slot] = running[slot];
    }

    /** Standard deviation of the samples, in their unit; 0 of less than two. */
    double deviation(int slot) {
        return count[slot] < 2 ? 0 : Math.sqrt(squares[slot] / (count[slot] - 1));
    }

    void begin(int slot) {
        count[slot] = 0;
        running[slot] = 0;
        squares[slot] = 0;
    }

    /** Means and sources where their entities are now. @param before slot of each before, below 0 for none */
    Side moved(int[] before) {
        Side moved = new Side(before.length);
        for (int slot = 0; slot < before.length; slot++) {
            if (before[slot] >= 0) {
                moved.mean[slot] = mean[before[slot]];
                moved.source[slot] = source[before[slot]];
                moved.averaged[slot] = averaged[before[slot]];
            }
        }
        return moved;
    }
}
