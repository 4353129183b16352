package millwright.connectors.source;

/**
 * A count that only grows, made of one that wraps at the end of its register or begins anew when its device does. A fall is
 * believed only when the next reading is low too: many devices tell 0 while they start and then their count again. A fall by
 * a hundredth or less is no new beginning, but a rounding or an older answer: nothing is counted until it is made up. One
 * thread.
 */
public final class RunningTotal {
    private static final double ROUNDED = 0.99;

    private double base;
    private double last = Double.NaN;
    private double fallen = Double.NaN;
    private boolean restart;
    /** From where it fell by being set back; NaN when it did not. */
    private double top = Double.NaN;

    /**
     * @param raw as read @param wrapsAt the number after the highest; 0 when it never wraps
     * @param restarted whether the device began anew since the last reading
     * @return what was counted since this began, plus what the device had counted before; never less than the last
     */
    public double next(double raw, double wrapsAt, boolean restarted) {
        boolean low = raw < last;
        if (low && !restarted && raw >= last * ROUNDED) {
            fallen = Double.NaN;
            return base + last;
        }
        if (low && Double.isNaN(fallen)) {
            fallen = raw;
            restart = restarted;
            return base + last;
        }
        if (low) {
            fell(wrapsAt, restart || restarted);
        } else if (raw - last >= top) {
            base -= top; // it fell for longer, but it is back where it was
            top = Double.NaN;
        }
        fallen = Double.NaN;
        last = raw;
        return base + raw;
    }

    private void fell(double wrapsAt, boolean restarted) {
        // only from near the end to near the beginning; a count that was set back by hand falls from anywhere
        boolean wrapped = !restarted && wrapsAt > 0 && last >= wrapsAt * 0.75 && fallen <= wrapsAt * 0.25;
        base += wrapped ? wrapsAt : last;
        top = wrapped ? Double.NaN : last;
    }
}
