package millwright.connectors.mlperf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import millwright.feed.ImportProblems;
import millwright.plant.Times;

/** One run read: rows, window and summary. Held whole, a few thousand rows. */
record MeasuredRun(RunDirectory directory, SplFile spl, Optional<RunLog> window, RunSummary summary) {
    static final double LOWEST_WATTS = 0;
    private static final long LARGEST_STEP = 5 * Times.SECOND;

    /** Names of the analyser's channels, in order. */
    List<String> channels() {
        TreeSet<String> names = new TreeSet<>();
        spl.rows().forEach(r -> r.channels().forEach(c -> names.add(c.name())));
        return List.copyOf(names);
    }

    /** A stretch without rows: from the last row before to the first one after. */
    record Hole(long from, long to) {}

    List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        for (int i = 1; i < spl.rows().size(); i++) {
            long from = spl.rows().get(i - 1).time();
            long to = spl.rows().get(i).time();
            if (to - from > LARGEST_STEP) {
                holes.add(new Hole(from, to));
            }
        }
        return holes;
    }

    /**
     * What the interval of the window carries: the summary's numbers, {@code rows}, power over the rows with begin <= t
     * <= end, and ratios of throughput to mean power. Empty when the window holds no row.
     */
    Map<String, Double> numbers(ImportProblems problems) {
        Map<String, Double> numbers = new LinkedHashMap<>(summary.numbers());
        RunLog measured = window.orElseThrow();
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        double min = Double.POSITIVE_INFINITY;
        long rows = 0;
        for (PowerRow row : spl.rows()) {
            boolean inside = row.time() >= measured.begin() && row.time() <= measured.end();
            if (inside && row.watts() >= LOWEST_WATTS) {
                sum += row.watts();
                max = Math.max(max, row.watts());
                min = Math.min(min, row.watts());
                rows++;
            }
        }
        if (rows == 0) {
            problems.add(
                    directory.spl().toString(), 0, "", "no row lies in the measured window", "no interval is made");
            return Map.of();
        }
        double mean = sum / rows;
        double seconds = (double) (measured.end() - measured.begin()) / Times.SECOND;
        numbers.put("rows", (double) rows);
        numbers.put("meanPowerWatts", mean);
        numbers.put("maxPowerWatts", max);
        numbers.put("minPowerWatts", min);
        numbers.put("energyJoules", mean * seconds);
        ratio(numbers, "tokensPerSecond", "tokensPerJoule", mean);
        ratio(numbers, "samplesPerSecond", "samplesPerJoule", mean);
        return numbers;
    }

    private static void ratio(Map<String, Double> numbers, String rate, String ratio, double watts) {
        Double perSecond = numbers.get(rate);
        if (perSecond != null) {
            numbers.put(ratio, perSecond / watts);
        }
    }
}
