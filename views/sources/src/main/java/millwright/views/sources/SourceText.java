package millwright.views.sources;

import millwright.desk.draw.Figures;
import millwright.feed.SourceState;
import millwright.plant.Times;

/** How the state of a source reads. */
final class SourceText {
    private SourceText() {}

    /** Time from the source's own stamp to here; a dash where it is not known. */
    static String lag(SourceState s) {
        if (Double.isNaN(s.lagMillis())) {
            return "–";
        }
        return s.lagMillis() >= 9_950
                ? Figures.fixed(s.lagMillis() / 1_000, 0) + " s"
                : s.lagMillis() >= 995
                        ? Figures.fixed(s.lagMillis() / 1_000, 1) + " s"
                        : Figures.fixed(s.lagMillis(), 0) + " ms";
    }

    static String rate(SourceState s) {
        return s.samplesPerSecond() > 0 && s.samplesPerSecond() < 10
                ? Figures.fixed(s.samplesPerSecond(), 1)
                : Figures.whole(Math.round(s.samplesPerSecond()));
    }

    /** How far the source's clock is ahead, with what is not known of it; a dash where nobody measured. */
    static String clock(SourceState s) {
        if (s.clockUncertainty() == 0 && s.clockOffset() == 0) {
            return "–";
        }
        String sign = s.clockOffset() > 0 ? "+" : "";
        return sign + millis(s.clockOffset()) + " ± " + millis(Math.abs(s.clockUncertainty())) + " ms";
    }

    private static String millis(long nanos) {
        double ms = nanos / (double) Times.MILLI;
        return Figures.fixed(ms, Math.abs(ms) < 10 && nanos % Times.MILLI != 0 ? 1 : 0);
    }

    /** Worst first: what failed, what is late, what starts, what is well, what has ended. */
    static int rank(SourceState s) {
        return switch (s.condition()) {
            case "failed" -> 0;
            case "late" -> 1;
            case "starting" -> 2;
            case "ended" -> 4;
            default -> s.missing().isEmpty() && s.errors() == 0 ? 3 : 2;
        };
    }
}
