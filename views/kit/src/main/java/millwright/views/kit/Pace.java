package millwright.views.kit;

import java.util.function.LongSupplier;

/**
 * How often a screen draws what it shows anew. Plant time alone does not say: it leaps when somebody goes to another
 * instant, and stands still in a paused replay while values of that instant are still coming in. FX thread.
 */
public final class Pace {
    private final long every;
    private final LongSupplier nanoTime;
    private boolean first = true;
    private long plant;
    private long wall;

    /** @param every ns, of plant time and of the clock on the wall */
    public Pace(long every) {
        this(every, System::nanoTime);
    }

    /** @param nanoTime of the clock on the wall */
    public Pace(long every, LongSupplier nanoTime) {
        this.every = every;
        this.nanoTime = nanoTime;
    }

    /** At the next pulse in any case. */
    public void again() {
        first = true;
    }

    /** True when nothing was drawn yet, or all of it is asked for. */
    public boolean isFirst() {
        return first;
    }

    /** True when it is time to draw. @param now plant time */
    public boolean isDue(long now) {
        return first || Math.abs(now - plant) >= every || nanoTime.getAsLong() - wall >= every;
    }

    /** The same, and takes it as drawn when it is. */
    public boolean due(long now) {
        boolean due = isDue(now);
        if (due) {
            drawn(now);
        }
        return due;
    }

    public void drawn(long now) {
        first = false;
        plant = now;
        wall = nanoTime.getAsLong();
    }
}
