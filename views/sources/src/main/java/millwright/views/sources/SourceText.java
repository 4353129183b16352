package millwright.views.sources;

import millwright.desk.draw.Figures;
import millwright.feed.SourceState;
import millwright.plant.Times;

/** How the state of a source reads. */
final class SourceText {
    /** ns; longer offsets are told in seconds. */
    private static final long LONG = 10 * Times.SECOND;

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
        if (Math.abs(s.clockOffset()) >= LONG) {
            return sign + seconds(s.clockOffset()) + " ± " + seconds(Math.abs(s.clockUncertainty())) + " s";
        }
        return sign + millis(s.clockOffset()) + " ± " + millis(Math.abs(s.clockUncertainty())) + " ms";
    }

    private static String seconds(long nanos) {
        return Figures.fixed(nanos / (double) Times.SECOND, 1);
    }

    private static String millis(long nanos) {
        double ms = nanos / (double) Times.MILLI;
        return Figures.fixed(ms, Math.abs(ms) < 10 && nanos % Times.MILLI != 0 ? 1 : 0);
    }

    static boolean bad(SourceState s) {
        return switch (s.condition()) {
            case "failed", "late", "partial" -> true;
            default -> false;
        };
    }

    /** What could not be understood last; empty where all could. */
    static String example(SourceState s) {
        String example = s.delivery().example();
        return example.isEmpty() || s.detail().contains(example) ? "" : " Last not understood: " + example;
    }

    /** Why the list of the fields delivered is empty. */
    static String nothing(SourceState s) {
        return switch (s.condition()) {
            case "failed" -> "None: it does not answer.";
            case "ok" -> "It tells of no fields.";
            case "ended" -> "It has ended.";
            default -> "None yet.";
        };
    }

    /** Why the list of the fields missing is empty: only who is heard can be said to be whole. */
    static String noneMissing(SourceState s) {
        return switch (s.condition()) {
            case "failed" -> "Not known: it does not answer.";
            case "late" -> "Not known: it is silent.";
            case "starting" -> "Not known: it has not been heard yet.";
            case "ended" -> "Not known: it has ended.";
            default ->
                s.delivery().watched() == 0
                        ? "No field is watched for here."
                        : s.condition().equals("partial")
                                ? "None at those that answer."
                                : "None: all " + s.delivery().watched() + " that are watched for are here.";
        };
    }

    /** Worst first: what failed, what is late, what starts, what is well, what has ended. */
    static int rank(SourceState s) {
        return switch (s.condition()) {
            case "failed" -> 0;
            case "late", "partial" -> 1;
            case "starting" -> 2;
            case "ended" -> 4;
            default -> s.missing().isEmpty() && s.errors() == 0 ? 3 : 2;
        };
    }
}
