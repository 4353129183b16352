package millwright.desk.draw;

import java.util.ArrayList;
import java.util.List;
import millwright.plant.Times;

/** Where an axis is labelled: steps of 1, 2, 2.5 or 5 for values, of clock units for time. Pure arithmetic. */
public final class Ticks {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final long[] CLOCK = {
        Times.MILLI,
        2 * Times.MILLI,
        5 * Times.MILLI,
        10 * Times.MILLI,
        20 * Times.MILLI,
        50 * Times.MILLI,
        100 * Times.MILLI,
        200 * Times.MILLI,
        500 * Times.MILLI,
        Times.SECOND,
        2 * Times.SECOND,
        5 * Times.SECOND,
        10 * Times.SECOND,
        15 * Times.SECOND,
        30 * Times.SECOND,
        Times.MINUTE,
        2 * Times.MINUTE,
        5 * Times.MINUTE,
        10 * Times.MINUTE,
        15 * Times.MINUTE,
        30 * Times.MINUTE,
        Times.HOUR,
        2 * Times.HOUR,
        3 * Times.HOUR,
        6 * Times.HOUR,
        12 * Times.HOUR,
        24 * Times.HOUR,
        2 * 24 * Times.HOUR,
        7 * 24 * Times.HOUR,
        28 * 24 * Times.HOUR,
        91 * 24 * Times.HOUR,
        365 * 24 * Times.HOUR
    };

    private Ticks() {}

    /** The smallest pleasant step that gives at most {@code most} intervals between the two values. */
    public static double step(double low, double high, int most) {
        double span = high - low;
        if (!(span > 0) || most < 1) {
            return 1;
        }
        double raw = span / most;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double step : STEPS) {
            if (step * power >= raw * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Multiples of the step inside [low, high]. */
    public static double[] values(double low, double high, int most) {
        double step = step(low, high, most);
        double first = Math.ceil(low / step - 1e-9);
        double last = Math.floor(high / step + 1e-9);
        int count = (int) Math.max(0, Math.min(1000, last - first + 1));
        double[] ticks = new double[count];
        for (int i = 0; i < count; i++) {
            ticks[i] = (first + i) * step;
        }
        return ticks;
    }

    /** Decimals that tell two neighbouring ticks apart. */
    public static int decimals(double step) {
        if (step >= 1 && Math.rint(step) == step) {
            return 0;
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
        double scaled = step * Math.pow(10, decimals);
        return Math.abs(scaled - Math.rint(scaled)) < 1e-6 ? decimals : decimals + 1;
    }

    public static long clockStep(long span, int most) {
        for (long step : CLOCK) {
            if (span / step <= most) {
                return step;
            }
        }
        return CLOCK[CLOCK.length - 1];
    }

    /** Instants on the clock of a zone that is {@code offset} ns ahead of UTC, so that 2 h steps fall on even hours. */
    public static List<Long> times(long from, long to, int most, long offset) {
        long step = clockStep(to - from, Math.max(1, most));
        List<Long> ticks = new ArrayList<>();
        for (long t = -Math.floorDiv(-(from + offset), step) * step - offset;
                t <= to && ticks.size() < 1000;
                t += step) {
            ticks.add(t);
        }
        return ticks;
    }
}
