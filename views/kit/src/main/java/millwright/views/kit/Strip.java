package millwright.views.kit;

import millwright.feed.Priority;
import millwright.series.Window;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** What a {@link StripChart} draws, from back to front. Immutable; each kind says its own unit-free numbers. */
public sealed interface Strip {
    /**
     * A measured series: min and max kept, gaps open. @param label direct label at the right; empty for none
     * @param banded whether what lies between min and max is a pale band behind the line of the means, so that what
     *     stands behind it stays in sight
     */
    record Trace(String label, Window window, Token ink, double thickness, boolean banded) implements Strip {
        public Trace(String label, Window window, Token ink, double thickness) {
            this(label, window, ink, thickness, false);
        }
    }

    /** A series stacked on the areas before it, bottom first. @param fill ground of the area */
    record Area(String label, Window window, Token fill) implements Strip {}

    /** Between two series, for example expected -2 % to +2 %. */
    record Band(Window low, Window high, Token fill) implements Strip {}

    /** A limit or expectation over time, one value per column. @param solid 2 px solid on envelopes, else 1 px dashed */
    record Line(String label, long[] from, double[] value, Token ink, boolean solid, boolean upper) implements Strip {
        public static Line constant(String label, double value, boolean upper) {
            return new Line(label, new long[] {Long.MIN_VALUE}, new double[] {value}, Token.SET, false, upper);
        }
    }

    /** A dashed vertical with an alarm shape or a label at its top. */
    record Mark(long time, String label, @Nullable Priority priority, Token ink) implements Strip {}
}
