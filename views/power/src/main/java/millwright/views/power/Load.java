package millwright.views.power;

import millwright.desk.draw.Readout;
import millwright.plant.DataState;

/**
 * What one place carries and may carry, W. Immutable.
 *
 * @param provisioned what is connected at its rating @param failover load if the partner is lost
 * @param loss of the device itself
 * @param limit NaN where none is known @param why who set the limit
 */
record Load(
        Readout observed,
        Readout committed,
        Readout provisioned,
        Readout failover,
        Readout loss,
        double limit,
        String why) {
    /** Of what carries something and is no part of the power tree. */
    static Load of(Readout observed, double limit, String why) {
        Readout none = Loads.none();
        return new Load(observed, none, none, none, none, limit, why);
    }

    /** Limit less the largest of what is known; NaN when nothing or no limit is known. */
    double headroom() {
        return limit - largest(number(observed), number(committed), number(failover));
    }

    /** True when any load it was reckoned from is stale. */
    boolean stale() {
        return observed.state() == DataState.STALE
                || committed.state() == DataState.STALE
                || failover.state() == DataState.STALE;
    }

    boolean over() {
        return headroom() < 0;
    }

    /** NaN unless it is a number, be it stale. */
    static double number(Readout value) {
        return value.state() == DataState.OK || value.state() == DataState.STALE ? value.value() : Double.NaN;
    }

    /** The largest number, NaN when there is none: a blank is no zero. */
    static double largest(double... values) {
        double most = Double.NaN;
        for (double value : values) {
            most = Double.isNaN(value) || value <= most ? most : value;
        }
        return most;
    }
}
