package millwright.launcher;

import java.util.Locale;
import millwright.feed.SourceState;

/** How a source's clock stands, for people; where nobody measured it, that is said and is no 0. Stateless. */
final class SourceClock {
    /** ns; longer ones are told in seconds. */
    private static final double LONG = 10e9;

    private SourceClock() {}

    static boolean measured(SourceState s) {
        return s.clockOffset() != 0 || s.clockUncertainty() != 0;
    }

    /** Such as {@code +12.5 ± 3.0 ms}: how far it is ahead of ours. */
    static String text(SourceState s) {
        if (!measured(s)) {
            return "not measured";
        }
        boolean seconds = Math.abs(s.clockOffset()) >= LONG;
        double unit = seconds ? 1e9 : 1e6;
        return String.format(
                Locale.ROOT,
                "%+.1f ± %.1f %s",
                s.clockOffset() / unit,
                s.clockUncertainty() / unit,
                seconds ? "s" : "ms");
    }
}
