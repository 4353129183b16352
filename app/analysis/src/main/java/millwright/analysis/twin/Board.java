package millwright.analysis.twin;

import millwright.analysis.physics.PowerCurve;

/**
 * One GPU board as the twin knows it: the published curve, in which 85 % of the power gives 93 % of the throughput, scaled
 * to the board's highest limit. Spread, hot spots and lag of the real ones it does not know.
 */
final class Board {
    /** MAX-Q draws this share of the highest limit. */
    static final double MAX_Q_POWER = 0.85;
    /** Idle power as a share of the highest limit: an assumption, boards differ. */
    private static final double IDLE = 0.13;
    /** Below this share of its limit a board is not held back by it. */
    private static final double HELD_BACK = 0.9;

    private Board() {}

    /** W after its limit moves. @param power now @param limit now @param next the limit to come */
    static double powerAfter(double power, double limit, double next) {
        boolean heldBack = limit > 0 && power >= HELD_BACK * limit;
        return heldBack ? power * next / limit : Math.min(power, next);
    }

    /** Throughput as a share of now. @param highest W that the board can be allowed */
    static double speedAfter(double power, double next, double highest) {
        if (!(highest > 0) || power == next) {
            return 1;
        }
        PowerCurve curve = new PowerCurve(IDLE * highest, highest, MAX_Q_POWER * highest);
        return speed(curve, next) / speed(curve, power);
    }

    private static double speed(PowerCurve curve, double watts) {
        float clock = curve.clockFor(curve.dynamic(), (float) watts);
        return PowerCurve.throughput(clock, (float) PowerCurve.REFERENCE_MEMORY_BOUND);
    }
}
