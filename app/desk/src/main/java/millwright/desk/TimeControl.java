package millwright.desk;

import javafx.beans.property.ReadOnlyObjectProperty;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/** One time for all screens: the range shown, the cursor and the brush. Epoch ns. FX thread. */
public interface TimeControl {
    /** The range all trends show; in live mode it ends now and moves. */
    ReadOnlyObjectProperty<Range> range();

    /** What was brushed, or null. */
    ReadOnlyObjectProperty<@Nullable Range> brush();

    /** From the first instant that can be gone to until the last one: what is shown whole when nothing is left out. */
    Range extent();

    /** How far back trends reach from now, ns: as far as the range shown is long, an hour at least. */
    default long trend() {
        return Math.max(Times.HOUR, range().get().length());
    }

    boolean live();

    /** Plant time of what is shown. */
    long now();

    void show(Range range);

    /** Shows more (above 1) or less around an instant that stays where it is; at most what is known, or a day. */
    default void zoom(double factor, long pivot) {
        show(range().get().zoomed(factor, pivot, extent()));
    }

    void brush(@Nullable Range range);

    /** Goes to an instant and stays there. */
    void seek(long to);

    void pause();

    /** Goes on at a speed; faster than it happens only in the past. What has come to its end begins anew. */
    void play(double speed);

    /** The speed chosen last, on whatever screen: what is paused goes on at it. */
    double wantedSpeed();

    /** Chooses the speed. What plays goes on at it, what is paused stays so. */
    void wantSpeed(double speed);

    void goLive();

    record Range(long from, long to) {
        private static final long SHORTEST = 5 * Times.SECOND;
        private static final long DAY = 24 * Times.HOUR;

        public Range {
            if (to <= from) {
                throw new IllegalArgumentException("a range must end after it starts");
            }
        }

        public long length() {
            return to - from;
        }

        public boolean has(long instant) {
            return instant >= from && instant <= to;
        }

        /**
         * More of the time or less, between five seconds and all that is known, a day at least.
         *
         * @param factor of the length @param pivot instant that stays where it is, as far as there is time around it
         */
        public Range zoomed(double factor, long pivot, Range extent) {
            long most = Math.max(DAY, extent.length());
            long length = Math.clamp(Math.round(length() * factor), SHORTEST, Math.max(most, SHORTEST));
            long first = pivot - Math.round((double) (pivot - from) / length() * length);
            long low = Math.min(from, extent.from());
            long high = Math.max(to, extent.to());
            long begin = high - low < length ? high - length : Math.clamp(first, low, high - length);
            return new Range(begin, begin + length);
        }
    }
}
