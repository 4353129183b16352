package millwright.analysis.twin;

import millwright.analysis.physics.PowerCurve;

/**
 * One GPU board as the twin knows it: the published curve, in which 85 % of the power gives 93 % of the throughput, scaled
 * to the board's highest limit. Spread, hot spots and lag of the real ones it does not know.
 *
 * @param watts drawn now @param limit enforced now @param highest limit that the board can be given
 * @param saving true under MAX-Q, which holds the clock down
 */
record Board(double watts, double limit, double highest, boolean saving) {
    /** MAX-Q draws this share of the highest limit. */
    static final double MAX_Q_POWER = 0.85;
    /** Idle power as a share of the highest limit: an assumption, boards differ. */
    private static final double IDLE = 0.13;
    /** A board that draws more than this share of its limit is held back by it; how much it would draw is not known. */
    private static final double HELD_BACK = 0.97;
    /** When a limit is raised, boards this near it are taken to follow it: a limit above must not break by surprise. */
    private static final double NEAR = 0.9;

    /** @param watts drawn then @param speed throughput as a share of now */
    record After(double watts, double speed) {}

    /** What follows when its limit and its profile become these. */
    After with(double nextLimit, boolean nextSaving) {
        boolean same = nextLimit == limit && nextSaving == saving;
        if (same || !(highest > 0) || !(watts > IDLE * highest)) {
            return new After(Math.min(watts, nextLimit), 1);
        }
        PowerCurve curve = curve();
        if (nextLimit > limit && limit > 0 && watts >= NEAR * limit) {
            double speed = speed(curve.clockFor(curve.dynamic(), (float) nextLimit))
                    / speed(curve.clockFor(curve.dynamic(), (float) limit));
            return new After(watts * nextLimit / limit, speed);
        }
        boolean held = limit > 0 && watts >= HELD_BACK * limit;
        float top = saving ? curve.clockQ() : 1;
        float clock = held ? Math.min(top, curve.clockFor(curve.dynamic(), (float) limit)) : top;
        float demand = (float) (watts - curve.idle()) / (curve.power(1, clock) - curve.idle());
        float next = Math.min(nextSaving ? curve.clockQ() : 1, curve.clockFor(demand, (float) nextLimit));
        return new After(Math.min(curve.power(demand, next), nextLimit), speed(next) / speed(clock));
    }

    private PowerCurve curve() {
        return new PowerCurve(IDLE * highest, highest, MAX_Q_POWER * highest);
    }

    private static double speed(float clock) {
        return PowerCurve.throughput(clock, (float) PowerCurve.REFERENCE_MEMORY_BOUND);
    }
}
