package millwright.analysis.twin;

/**
 * One GPU board as the twin knows it: the same curve for every board, calibrated on the published point that 85 % of the
 * power gives 93 % of the throughput. Spread, hot spots and lag of the real ones it does not know.
 */
final class Board {
    /** MAX-Q draws this share of the highest limit. */
    static final double MAX_Q_POWER = 0.85;

    private static final double MAX_Q_SPEED = 0.93;
    private static final double EXPONENT = Math.log(MAX_Q_SPEED) / Math.log(MAX_Q_POWER);
    /** Below this share of its limit a board is not held back by it. */
    private static final double HELD_BACK = 0.9;

    private Board() {}

    /** W after its limit moves. @param power now @param limit now @param next the limit to come */
    static double powerAfter(double power, double limit, double next) {
        boolean heldBack = limit > 0 && power >= HELD_BACK * limit;
        return heldBack ? power * next / limit : Math.min(power, next);
    }

    /** Throughput as a share of now. */
    static double speedAfter(double power, double next) {
        return power <= 0 ? 1 : Math.pow(next / power, EXPONENT);
    }
}
