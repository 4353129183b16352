package millwright.analysis.kpi;

import millwright.plant.DataState;
import millwright.series.Latest;

/**
 * Adds up parts and knows which were missing. A missing part is never zero: when fewer than {@link #ENOUGH} of the parts
 * are known the sum is NO_DATA; when they are known, but fewer than that are fresh, it is STALE. Bad values are left out
 * like missing ones. Parts of which none can or may be read give NOT_SUPPORTED or FORBIDDEN. One thread, reused.
 */
public final class Tally {
    /** Share of the parts that must be known. */
    public static final double ENOUGH = 0.95;

    private double sum;
    private double least;
    private double most;
    private int ok;
    private int stale;
    private int bad;
    private int unsupported;
    private int forbidden;
    private int missing;

    public Tally() {
        clear();
    }

    public Tally clear() {
        sum = 0;
        least = Double.POSITIVE_INFINITY;
        most = Double.NEGATIVE_INFINITY;
        ok = 0;
        stale = 0;
        bad = 0;
        unsupported = 0;
        forbidden = 0;
        missing = 0;
        return this;
    }

    /** A slot below 0 counts as a missing part. */
    public Tally add(Latest latest, int slot) {
        if (slot < 0 || slot >= latest.size()) {
            missing++;
            return this;
        }
        return add(latest.values()[slot], latest.state(slot));
    }

    public Tally add(Reading reading) {
        return add(reading.value(), reading.state());
    }

    public Tally add(double value, DataState state) {
        switch (state) {
            case OK -> ok++;
            case STALE -> stale++;
            case NO_DATA -> missing++;
            case NOT_SUPPORTED -> unsupported++;
            case FORBIDDEN -> forbidden++;
            case BAD -> bad++;
        }
        if (state == DataState.OK || state == DataState.STALE) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return this;
    }

    public int parts() {
        return ok + stale + bad + unsupported + forbidden + missing;
    }

    public int known() {
        return ok + stale;
    }

    public DataState state() {
        int parts = parts();
        if (parts > 0 && unsupported == parts) {
            return DataState.NOT_SUPPORTED;
        } else if (parts > 0 && forbidden == parts) {
            return DataState.FORBIDDEN;
        } else if (known() == 0 || known() < ENOUGH * parts) {
            return bad > 0 && bad == parts ? DataState.BAD : DataState.NO_DATA;
        }
        return ok >= ENOUGH * parts ? DataState.OK : DataState.STALE;
    }

    public Reading sum() {
        return reading(sum);
    }

    public Reading mean() {
        return reading(sum / known());
    }

    /** An extreme of what is known says nothing about the unknown rest, so it needs the same coverage. */
    public Reading lowest() {
        return reading(least);
    }

    public Reading highest() {
        return reading(most);
    }

    private Reading reading(double value) {
        DataState state = state();
        boolean known = state == DataState.OK || state == DataState.STALE;
        return new Reading(known ? value : Double.NaN, state);
    }
}
