package millwright.views.floor;

import millwright.plant.DataState;
import millwright.series.Latest;

/**
 * One value as it was told last, or why there is none. Immutable.
 *
 * @param value NaN without a number, never a zero in its place @param time source time, epoch ns; 0 where none ever came
 */
record Told(double value, DataState state, long time) {
    static final Told NOTHING = new Told(Double.NaN, DataState.NO_DATA, 0);

    static Told of(Latest column, int slot) {
        return slot < 0 || slot >= column.size()
                ? NOTHING
                : new Told(column.values()[slot], column.state(slot), column.times()[slot]);
    }

    /** A share as good as the worse of both; nothing over nothing is no number. */
    static Told share(Told over, Told under) {
        DataState worse = over.state == DataState.OK ? under.state : over.state;
        boolean zero = under.value == 0;
        return new Told(
                zero ? Double.NaN : over.value / under.value,
                zero && worse == DataState.OK ? DataState.NO_DATA : worse,
                Math.min(over.time, under.time));
    }

    /** More than that there is no data. */
    boolean known() {
        return state != DataState.NO_DATA;
    }

    /** It is of now, or was once. */
    boolean number() {
        return Double.isFinite(value) && (state == DataState.OK || state == DataState.STALE);
    }
}
