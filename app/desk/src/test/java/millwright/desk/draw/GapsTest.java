package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import millwright.desk.draw.Gaps.Run;
import millwright.plant.DataState;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowFold;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

/** What is a gap and what only the pause between two samples. */
class GapsTest {
    private static Window with(int columns, int... filled) {
        Window window = Window.empty(new MetricId("site.power"), null, 0, columns, columns);
        for (int c : filled) {
            window.count()[c] = 1;
        }
        return window;
    }

    @Test
    void whatIsRecentMayBeTalliedAtAnotherPaceThanWhatWasRolledUp() {
        int[] filled = new int[160];
        for (int c = 0; c < 120; c++) {
            filled[c] = c;
        }
        for (int i = 0; i < 40; i++) {
            filled[120 + i] = 124 + 5 * i;
        }
        assertEquals(List.of(), Gaps.of(with(324, filled)), "one sample in five columns is its pace there");
    }

    @Test
    void aSampleThatSpeaksForMoreThanOneColumnMakesNoGapOfTheOrdinaryPause() {
        for (double pause = 1; pause < 14; pause += 0.01) {
            BitSet filled = new BitSet();
            for (double end = 0; end < 900; end += pause) {
                filled.set((int) Math.max(0, end - pause / 4), (int) end + 1);
            }
            List<Run> gaps =
                    Gaps.of(with(900, filled.stream().filter(c -> c < 900).toArray()));
            assertEquals(List.of(), gaps, "a sample every " + pause + " columns, for a quarter of them");
        }
    }

    @Test
    void aSilenceLongerThanThreePausesIsAGap() {
        assertEquals(List.of(new Run(21, 40)), Gaps.of(with(61, 0, 5, 10, 15, 20, 40, 45, 50, 55, 60)));
        assertEquals(
                List.of(new Run(3, 10), new Run(13, 113)),
                Gaps.of(with(116, 0, 1, 2, 10, 11, 12, 113, 114, 115)),
                "a long silence does not make a short one usual");
        assertEquals(
                List.of(new Run(15, 46), new Run(56, 87)),
                Gaps.of(with(
                        102,
                        IntStream.range(0, 102)
                                .filter(c -> c < 15 || c >= 46 && c < 56 || c >= 87)
                                .toArray())),
                "two silences do not make each other usual");
        assertEquals(List.of(new Run(3, 10)), Gaps.of(with(10, 0, 1, 2)));
        assertEquals(List.of(new Run(0, 10)), Gaps.of(with(10)));
        assertEquals(List.of(new Run(0, 2)), Gaps.of(with(2)));
    }

    private static final long HOUR = Times.HOUR / Times.SECOND;
    private static final List<Integer> WIDE = List.of(300, 640, 970, 1200, 1600, 2000, 2080, 2560, 3840);

    /** An hour as the live store answers it: once a minute kept in steps of 10 s, then as told, lately each second. */
    private static Window hour(int columns, int lately, Run silent) {
        MetricId power = new MetricId("site.power");
        WindowFold fold =
                new WindowFold(new WindowQuery(power, List.of(), 0, HOUR * Times.SECOND, columns, true), null);
        for (int second = 13; second < HOUR; second += second < HOUR - lately ? 60 : 1) {
            boolean rolled = second < HOUR - 900;
            long hold = rolled ? 10 * Times.SECOND : 0;
            long end = rolled ? (second / 10 + 1) * 10L * Times.SECOND - 1 : second * Times.SECOND;
            if (second < silent.first() || second >= silent.end()) {
                fold.add(end, hold, 600, (byte) DataState.OK.ordinal());
            }
        }
        return fold.done();
    }

    @Test
    void whatIsToldOnceAMinuteHasNoGapsHoweverWideItIsDrawn() {
        for (int columns : WIDE) {
            for (int lately : new int[] {0, 10, 300, 1200, 3300}) {
                assertEquals(
                        List.of(),
                        Gaps.of(hour(columns, lately, new Run(0, 0))),
                        columns + " columns, each second for the last " + lately + " s");
            }
        }
    }

    @Test
    void aGatewayThatWasKilledLeavesAGapHoweverWideItIsDrawn() {
        for (int columns : WIDE) {
            double second = (double) columns / HOUR;
            oneGap(Gaps.of(hour(columns, 300, new Run(1210, 1630))), 1200 * second, 1640 * second);
            oneGap(Gaps.of(hour(columns, 1800, new Run(3400, 3460))), 3400 * second, 3460 * second);
            oneGap(Gaps.of(hour(columns, 1800, new Run(2000, 2060))), 2000 * second, 2060 * second);
        }
    }

    /** Its ends lie within the pause of the samples beside it, a minute at the most. */
    private static void oneGap(List<Run> gaps, double from, double to) {
        assertEquals(1, gaps.size(), "gaps " + gaps + " from " + from + " to " + to);
        double slack = 1 + (to - from) / 5;
        assertEquals(from, gaps.getFirst().first(), slack);
        assertEquals(to, gaps.getFirst().end(), slack);
    }
}
