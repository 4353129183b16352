package millwright.analysis.detect;

import java.util.Arrays;

/**
 * How far each GPU is from its peers in one metric: smoothed, and against its own habit. A GPU that always draws 5 % more
 * than the median is no straggler; one that starts to is. Four doubles per GPU.
 */
final class PeerSeries {
    private static final double FAST = 20;
    private static final double SLOW = 900;
    /** s of observation before the habit counts. */
    private static final double WARM = 180;

    private double step = Double.NaN;
    private double fastShare;
    private double slowShare;
    private double[] smooth = new double[0];
    private double[] habit = new double[0];
    private double[] age = new double[0];

    void fit(Moment moment, millwright.plant.EntityKind kind) {
        int size = moment.plant().count(kind);
        boolean moved = moment.moves().moved(kind);
        if (moved || smooth.length != size) {
            smooth = carry(smooth, moment, kind, moved, size);
            habit = carry(habit, moment, kind, moved, size);
            age = carry(age, moment, kind, moved, size);
        }
    }

    private static double[] carry(
            double[] old, Moment moment, millwright.plant.EntityKind kind, boolean moved, int size) {
        double[] fresh = new double[size];
        for (int slot = 0; slot < size; slot++) {
            int from = moved ? moment.moves().before(kind, slot) : slot;
            fresh[slot] = from >= 0 && from < old.length ? old[from] : 0;
        }
        return fresh;
    }

    /** A new job, or no job: nothing is known any more. */
    void forget(int slot) {
        age[slot] = 0;
    }

    /** @param seconds since the last update of this slot @param learn whether the habit may follow */
    void update(int slot, double deviation, double seconds, boolean learn) {
        if (age[slot] == 0) {
            smooth[slot] = deviation;
            habit[slot] = deviation;
        } else {
            shares(seconds);
            smooth[slot] += (deviation - smooth[slot]) * fastShare;
            if (learn) {
                // While young the habit is a plain mean, so that the first sample does not rule it.
                double share = Math.max(slowShare, seconds / (age[slot] + seconds));
                habit[slot] += (deviation - habit[slot]) * Math.min(1, share);
            }
        }
        age[slot] += Math.max(seconds, 1e-9);
    }

    /** Every slot of one evaluation has the same step. */
    private void shares(double seconds) {
        if (seconds != step) {
            step = seconds;
            fastShare = -Math.expm1(-seconds / FAST);
            slowShare = -Math.expm1(-seconds / SLOW);
        }
    }

    double smooth(int slot) {
        return smooth[slot];
    }

    /** Change against its own habit; 0 while the habit is not known. */
    double shift(int slot) {
        return age[slot] < WARM ? 0 : smooth[slot] - habit[slot];
    }

    /** True when enough was seen to smooth. */
    boolean settled(int slot) {
        return age[slot] >= FAST * 1.5;
    }

    void clear() {
        Arrays.fill(age, 0);
    }
}
