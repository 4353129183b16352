package millwright.analysis.kpi;

import millwright.plant.DataState;

/** One number with its state; NaN unless the state is OK or STALE. */
public record Reading(double value, DataState state) {
    public static final Reading NONE = new Reading(Double.NaN, DataState.NO_DATA);

    public static Reading ok(double value) {
        return new Reading(value, DataState.OK);
    }

    public boolean known() {
        return state == DataState.OK || state == DataState.STALE;
    }

    public boolean good() {
        return state == DataState.OK;
    }

    public Reading times(double factor) {
        return known() ? new Reading(value * factor, state) : this;
    }

    /** Difference; unknown when either is. */
    public Reading minus(Reading other) {
        return both(other, value - other.value);
    }

    /** Sum; unknown when either is. */
    public Reading plus(Reading other) {
        return both(other, value + other.value);
    }

    /** Quotient; unknown when either is, or when nothing is divided by. */
    public Reading over(Reading other) {
        return other.known() && other.value == 0 ? NONE : both(other, value / other.value);
    }

    private Reading both(Reading other, double result) {
        if (!known() || !other.known()) {
            return NONE;
        }
        return new Reading(result, good() && other.good() ? DataState.OK : DataState.STALE);
    }
}
