package millwright.connectors.mlperf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.feed.ImportProblems;

/**
 * {@code mlperf_log_summary.txt}: {@code name : value} lines.
 *
 * @param numbers what an interval carries, unit in the key
 * @param inferred true when LoadGen says that it inferred the token rate from the sample rate
 */
record RunSummary(Map<String, Double> numbers, boolean inferred) {
    private static final Pattern LINE = Pattern.compile("\\s*(.+?)\\s*:\\s*(\\S.*?)\\s*");
    private static final double NANO = 1e-9;
    private static final double NANO_MILLIS = 1e-6;

    /** Line name, key of the interval, factor to its unit. */
    private record Known(String line, String key, double factor) {}

    private static final Known[] KNOWN = {
        new Known("Tokens per second", "tokensPerSecond", 1),
        new Known("Completed tokens per second", "tokensPerSecond", 1),
        new Known("Tokens per second (inferred)", "tokensPerSecond", 1),
        new Known("Completed tokens per second (inferred)", "tokensPerSecond", 1),
        new Known("Samples per second", "samplesPerSecond", 1),
        new Known("Completed samples per second", "samplesPerSecond", 1),
        new Known("50.00 percentile latency (ns)", "latencyP50Seconds", NANO),
        new Known("99.00 percentile latency (ns)", "latencyP99Seconds", NANO),
        new Known("50.00 percentile first token latency (ns)", "ttftP50Seconds", NANO),
        new Known("99.00 percentile first token latency (ns)", "ttftP99Seconds", NANO),
        new Known("50.00 percentile time to output token (ns)", "tpotP50Millis", NANO_MILLIS),
        new Known("99.00 percentile time to output token (ns)", "tpotP99Millis", NANO_MILLIS),
    };

    static RunSummary read(RunDirectory run, ImportProblems problems) throws IOException {
        Path file = run.file("mlperf_log_summary.txt").orElse(null);
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (file == null) {
            problems.add(run.spl().toString(), 0, "", "no mlperf_log_summary.txt beside it", "throughput is unknown");
            return new RunSummary(numbers, false);
        }
        boolean inferred = false;
        long number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            String name = matcher.group(1);
            String value = matcher.group(2);
            if (name.equals("Result is") && !value.equals("VALID")) {
                problems.add(file.toString(), number, name, "is " + value, "the benchmark itself calls this run so");
            }
            inferred |= name.endsWith("tokens per second (inferred)");
            keep(name, value, numbers, file, number, problems);
        }
        return new RunSummary(numbers, inferred);
    }

    private static void keep(
            String name, String value, Map<String, Double> numbers, Path file, long line, ImportProblems problems) {
        for (Known known : KNOWN) {
            if (known.line.equals(name)) {
                try {
                    numbers.putIfAbsent(known.key, Double.parseDouble(value) * known.factor);
                } catch (NumberFormatException e) {
                    problems.add(file.toString(), line, name, "'" + value + "' is no number", "");
                }
            }
        }
    }
}
