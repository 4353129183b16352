package millwright.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import millwright.plant.DataState;
import millwright.plant.MetricId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WindowFoldTest {
    private record Sample(long time, long hold, double value, byte state) {}

    /** Against a fold that looks at every sample for every column, whatever the order, the holds and the edges. */
    @RepeatedTest(200)
    void everyColumnIsThatOfAllItsSamples(RepetitionInfo info) {
        SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
        long from = random.nextLong(-1000, 1000);
        long to = from + random.nextLong(1, 5000);
        int columns = random.nextInt(1, 60);
        List<Sample> samples = new ArrayList<>();
        for (int i = random.nextInt(400); i > 0; i--) {
            long time = random.nextLong(from - 100, to + 100);
            boolean ok = random.nextInt(10) > 0;
            long hold = random.nextInt(3) == 0 ? random.nextLong(1, 300) : 0;
            samples.add(new Sample(time, hold, ok ? random.nextInt(100) : Double.NaN, (byte) (ok ? 0 : 1)));
        }
        if (random.nextBoolean()) {
            samples.sort(java.util.Comparator.comparingLong(Sample::time));
        }
        WindowQuery query = new WindowQuery(new MetricId("gpu.power"), List.of(), from, to, columns, false);
        WindowFold fold = new WindowFold(query, null);
        samples.forEach(s -> fold.add(s.time(), s.hold(), s.value(), s.state()));
        Window window = fold.done();
        for (int c = 0; c < columns; c++) {
            same(window, c, samples.stream().filter(new In(window, c)::covers).toList(), info.getCurrentRepetition());
        }
    }

    /** Told together or one by one: the same. */
    @RepeatedTest(200)
    void evenlySpacedSamplesAreThatOfEachAlone(RepetitionInfo info) {
        SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
        long from = random.nextLong(-1000, 1000);
        long to = from + random.nextLong(1, 5000);
        int columns = random.nextInt(1, 60);
        long step = random.nextLong(1, 60);
        long hold = random.nextInt(2) == 0 ? 0 : random.nextLong(1, 200);
        long first = from - random.nextLong(0, 300);
        double[] values = random.doubles(random.nextInt(1, 300)).toArray();
        WindowQuery query = new WindowQuery(new MetricId("gpu.power"), List.of(), from, to, columns, false);
        WindowFold together = new WindowFold(query, null);
        together.addEven(first, step, hold, values, 0, values.length);
        WindowFold alone = new WindowFold(query, null);
        for (int i = 0; i < values.length; i++) {
            alone.add(first + i * step, hold, values[i], (byte) 0);
        }
        Window a = alone.done();
        Window b = together.done();
        assertArrayEquals(a.count(), b.count());
        assertArrayEquals(a.min(), b.min());
        assertArrayEquals(a.max(), b.max());
        assertArrayEquals(a.last(), b.last());
        assertArrayEquals(a.mean(), b.mean(), 1e-12);
        assertArrayEquals(a.state(), b.state());
    }

    /** So many that several cores take columns of them: nothing is lost, doubled or put beside its column where they meet. */
    @RepeatedTest(6)
    void veryManySamplesToldTogetherAreThoseOfEachAlone(RepetitionInfo info) {
        SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
        int many = 700_000 + random.nextInt(400_000);
        long step = random.nextLong(1, 2_000);
        long from = random.nextLong(-1_000_000, 1_000_000);
        long first = from - random.nextLong(0, 150_000 * step);
        long to = first + random.nextLong(many / 2, many + many / 2) * step;
        int columns = random.nextInt(1, 3_000);
        double[] values = random.doubles(many).toArray();
        WindowQuery query = new WindowQuery(new MetricId("gpu.power"), List.of(), from, to, columns, false);
        WindowFold together = new WindowFold(query, null);
        together.addEven(first, step, random.nextInt(2), values, 0, many);
        WindowFold alone = new WindowFold(query, null);
        for (int i = 0; i < many; i++) {
            alone.add(first + i * step, 0, values[i], (byte) 0);
        }
        Window a = alone.done();
        Window b = together.done();
        assertArrayEquals(a.count(), b.count());
        assertArrayEquals(a.min(), b.min());
        assertArrayEquals(a.max(), b.max());
        assertArrayEquals(a.last(), b.last());
        assertArrayEquals(a.mean(), b.mean(), 1e-9);
        assertArrayEquals(a.state(), b.state());
    }

    /** Daily samples of years seen through a window of some seconds: far more columns away than an int can count. */
    @Test
    void samplesFarOutsideTheWindowAreFoldedAndWhatReachesInCounts() {
        long day = 86_400_000_000_000L;
        long from = 1_700_000_000_000_000_000L;
        WindowQuery query = new WindowQuery(new MetricId("gpu.power"), List.of(), from, from + 5_000, 1_000, false);
        double[] values = new double[800];
        Arrays.setAll(values, i -> i);
        WindowFold even = new WindowFold(query, null);
        even.addEven(from - 400 * day + 2_500, day, 0, values, 0, values.length);
        assertEquals(1, Arrays.stream(even.done().count()).sum());
        WindowFold reaching = new WindowFold(query, null);
        reaching.add(from + day, 2 * day, Double.NaN, (byte) DataState.BAD.ordinal());
        Window told = reaching.done();
        for (byte state : told.state()) {
            assertEquals(DataState.BAD.ordinal(), state);
        }
    }

    private record In(Window window, int column) {
        boolean covers(Sample s) {
            long start = s.time() - Math.max(0, s.hold() - 1);
            double first = Math.floor((start - window.from()) / window.width());
            double last = Math.floor((s.time() - window.from()) / window.width());
            return first <= column && last >= column;
        }
    }

    private static void same(Window window, int c, List<Sample> in, int seed) {
        List<Sample> ok = in.stream().filter(s -> s.state() == 0).toList();
        String where = "seed " + seed + " column " + c;
        assertEquals(ok.size(), window.count()[c], where);
        if (ok.isEmpty()) {
            return;
        }
        assertEquals(ok.stream().mapToDouble(Sample::value).min().orElseThrow(), window.min()[c], where);
        assertEquals(ok.stream().mapToDouble(Sample::value).max().orElseThrow(), window.max()[c], where);
        assertEquals(ok.stream().mapToDouble(Sample::value).average().orElseThrow(), window.mean()[c], 1e-9, where);
        long newest = ok.stream().mapToLong(Sample::time).max().orElseThrow();
        List<Double> last =
                ok.stream().filter(s -> s.time() == newest).map(Sample::value).toList();
        assertEquals(last.getLast(), window.last()[c], where);
        if (in.size() == ok.size()) {
            assertEquals(DataState.OK, window.stateAt(c), where);
        }
    }
}
