package millwright.desk.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.series.Window;

/**
 * Tells a gap from the pause between two samples: columns without samples are a gap when they last three times longer
 * than this series usually pauses thereabouts. Pauses are compared with pauses, so the answer does not hang on how many
 * columns a sample or the stretch it speaks for fills, that is on how wide it is drawn. Pure arithmetic.
 */
public final class Gaps {
    private static final int PATIENCE = 3;

    /** A pause is usual when so many nearby are as long; with fewer, less of the time may lie between them. */
    private static final int OFTEN = 3;

    private Gaps() {}

    /** @param first first column without data @param end column after the last one */
    public record Run(int first, int end) {
        public int length() {
            return end - first;
        }
    }

    /** Gaps between and around the samples, from left to right; one over everything when there is no sample at all. */
    public static List<Run> of(Window window) {
        int columns = window.columns();
        List<Run> silences = silences(window.count());
        List<Run> gaps = new ArrayList<>();
        for (int i = 0; i < silences.size(); i++) {
            Run run = silences.get(i);
            boolean nothing = run.length() == columns;
            if (nothing || run.length() > PATIENCE && !isUsual(silences, i, columns)) {
                gaps.add(run);
            }
        }
        return gaps;
    }

    /** For each column whether it lies in a gap. */
    public static boolean[] mask(Window window) {
        boolean[] mask = new boolean[window.columns()];
        of(window).forEach(run -> Arrays.fill(mask, run.first(), run.end(), true));
        return mask;
    }

    private static List<Run> silences(int[] count) {
        List<Run> silences = new ArrayList<>();
        int first = 0;
        for (int c = 0; c <= count.length; c++) {
            if (c == count.length || count[c] > 0) {
                if (c > first) {
                    silences.add(new Run(first, c));
                }
                first = c + 1;
            }
        }
        return silences;
    }

    /**
     * Whether the series pauses like this before it, after it, or on both sides taken together: what is recent may be told
     * at another pace than what was rolled up, so that the whole of a window has no usual pause. Silences at the ends of a
     * window are no examples, as nobody knows how long they are; and each may be the rest of a much longer pause.
     */
    private static boolean isUsual(List<Run> silences, int judged, int columns) {
        Run run = silences.get(judged);
        int most = run.first() == 0 || run.end() == columns ? columns : PATIENCE * run.length();
        Nearby before = new Nearby(run, most);
        for (int i = judged - 1; i >= 0 && silences.get(i).first() > 0 && before.looks(); i--) {
            before.add(silences.get(i));
        }
        Nearby after = new Nearby(run, most);
        for (int i = judged + 1; i < silences.size() && silences.get(i).end() < columns && after.looks(); i++) {
            after.add(silences.get(i));
        }
        return isUsual(before.found, before.silent, before.told)
                || isUsual(after.found, after.silent, after.told)
                || isUsual(before.found + after.found, before.silent + after.silent, before.told + after.told);
    }

    /** Silences that make up most of the time; the fewer there are, the more of it. */
    private static boolean isUsual(int found, int silent, int told) {
        return found > 0 && told * Math.pow(PATIENCE, Math.max(0, OFTEN - found)) <= silent;
    }

    /** The nearest few silences on one side of the one that is judged that are about as long. */
    private static final class Nearby {
        private final Run judged;
        private final int most;
        private Run last;
        private int found;
        private int silent;
        private int told;
        private int passed;

        /** @param most columns of a silence that may be an example for it */
        Nearby(Run judged, int most) {
            this.judged = judged;
            this.most = most;
            last = judged;
        }

        /** Further on there can be nothing that makes the silence usual. */
        boolean looks() {
            return found < OFTEN && passed <= OFTEN * Math.min(most, PATIENCE * PATIENCE * judged.length());
        }

        /** A silence much longer is passed over: it is another's gap; a much shorter one is part of what was told. */
        void add(Run run) {
            passed += last.first() < run.first() ? run.first() - last.end() : last.first() - run.end();
            last = run;
            if (PATIENCE * (run.length() + 1) < judged.length()) {
                passed += run.length();
            } else if (run.length() <= most) {
                told += passed - 1; // one column is a sample, and no stretch that was told
                silent += run.length();
                passed = 0;
                found++;
            }
        }
    }
}
