package millwright.desk;

import java.util.function.LongSupplier;
import millwright.desk.TimeControl.Range;
import millwright.plant.Times;

/**
 * When a series that is shown is asked for anew. As soon as so much plant time passed that it would be seen, but however
 * fast that goes no more than once a second on the wall; at once when somebody wants another length, goes back or moves
 * the range by hand; after a failure in some seconds on the wall, though plant time may stand still. What is asked the
 * first time is asked twice more soon: a source that has just begun may still be telling its past. FX thread.
 */
public final class Asking {
    private static final long LEAST = Times.SECOND;
    private static final long AFTER_FAILURE = 5 * Times.SECOND;
    private static final long[] AT_FIRST = {2 * Times.SECOND, 3 * Times.SECOND};
    /** Of what is longer a source tells nothing as it opens, and to answer costs more. */
    private static final long LONGEST_AT_FIRST = 6 * Times.HOUR;

    /** At its present the newest value of a plant is waited for, however long the range is. */
    private static final long NEWEST = 15 * Times.SECOND;

    private final LongSupplier nanoTime;
    private int asked;
    private boolean failed;
    private long plant;
    private long wall;
    private long from;
    private long span;

    public Asking() {
        this(System::nanoTime);
    }

    /** @param nanoTime the clock on the wall */
    public Asking(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * How much plant time passes between two questions, ns: less than a quarter of a column is not seen.
     *
     * @param span ns that is shown @param columns it is drawn in @param live whether it ends now
     */
    public static long pause(long span, int columns, boolean live) {
        long seen = Math.max(Times.SECOND, span / Math.max(1, 4L * columns));
        return live ? Math.min(seen, NEWEST) : seen;
    }

    /** Of what always ends at the instant shown. @param now plant time @param length ns @param pause see above */
    public boolean isDue(long now, long length, long pause) {
        if (asked == 0 || length != span || now < plant) {
            return true;
        }
        long waited = nanoTime.getAsLong() - wall;
        return failed ? waited >= AFTER_FAILURE : now - plant >= atFirst(pause) && waited >= LEAST;
    }

    /** Of a range that stands, follows, or is moved by hand. @param now plant time @param pause see above */
    public boolean isDue(long now, Range range, long pause) {
        if (asked == 0 || range.length() != span) {
            return true;
        }
        long waited = nanoTime.getAsLong() - wall;
        if (failed) {
            return waited >= AFTER_FAILURE;
        }
        long passed = Math.abs(now - plant);
        long moved = Math.abs(range.from() - from);
        return moved > passed || (moved > 0 || passed >= atFirst(pause)) && waited >= LEAST;
    }

    /** @param now plant time @param range that is asked for */
    public void asked(long now, Range range) {
        asked = Math.min(asked + 1, AT_FIRST.length + 1);
        failed = false;
        plant = now;
        wall = nanoTime.getAsLong();
        from = range.from();
        span = range.length();
    }

    private long atFirst(long pause) {
        return asked > AT_FIRST.length || span > LONGEST_AT_FIRST ? pause : Math.min(pause, AT_FIRST[asked - 1]);
    }

    /** The question that was asked last came to nothing. */
    public void failed() {
        failed = true;
    }
}
