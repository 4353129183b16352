package millwright.desk;

import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** One time for all screens: the range shown, the cursor and the brush. Epoch ns. FX thread. */
public interface TimeControl {
    /** The range all trends show; in live mode it ends now and moves. */
    ReadOnlyObjectProperty<Range> range();

    /** What was brushed, or null. */
    ReadOnlyObjectProperty<@Nullable Range> brush();

    boolean live();

    /** Plant time of what is shown. */
    long now();

    void show(Range range);

    void brush(@Nullable Range range);

    /** Goes to an instant and stays there. */
    void seek(long to);

    void pause();

    void play(double speed);

    void goLive();

    record Range(long from, long to) {
        public Range {
            if (to <= from) {
                throw new IllegalArgumentException("a range must end after it starts");
            }
        }

        public long length() {
            return to - from;
        }
    }
}
