package millwright.analysis.detect;

import java.util.Arrays;
import millwright.plant.EntityKind;

/** Exponentially smoothed values of all entities of a kind, in plant time. One double per entity. */
final class Smooth {
    private final EntityKind kind;
    private final double constant;
    private double[] values = new double[0];
    private long before = Long.MIN_VALUE;
    private double share = 1;

    /** @param seconds time constant */
    Smooth(EntityKind kind, double seconds) {
        this.kind = kind;
        this.constant = seconds;
    }

    /** Call first in every evaluation. */
    void begin(Moment moment) {
        double seconds = before == Long.MIN_VALUE ? 0 : (moment.now() - before) / 1e9;
        share = -Math.expm1(-seconds / constant);
        before = moment.now();
        int size = moment.plant().count(kind);
        boolean moved = moment.moves().moved(kind);
        if (!moved && values.length == size) {
            return;
        }
        double[] fresh = new double[size];
        Arrays.fill(fresh, Double.NaN);
        for (int slot = 0; slot < size; slot++) {
            int old = moved ? moment.moves().before(kind, slot) : slot;
            if (old >= 0 && old < values.length) {
                fresh[slot] = values[old];
            }
        }
        values = fresh;
    }

    double update(int slot, double value) {
        values[slot] = Double.isNaN(values[slot]) ? value : values[slot] + (value - values[slot]) * share;
        return values[slot];
    }

    /** NaN before the first update. */
    double value(int slot) {
        return values[slot];
    }
}
