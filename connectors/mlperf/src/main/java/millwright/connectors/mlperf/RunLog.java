package millwright.connectors.mlperf;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import millwright.feed.ImportProblems;

/**
 * The measured window, from {@code power_window.jsonl} or LoadGen's own {@code mlperf_log_detail.txt}.
 *
 * @param begin epoch ns, inclusive @param end epoch ns, inclusive
 */
record RunLog(long begin, long end) {
    /** Empty, with a problem told, when the run has no usable window. */
    static Optional<RunLog> read(RunDirectory run, WallClock clock, ImportProblems problems) throws IOException {
        Path file = run.file("power_window.jsonl")
                .or(() -> run.file("mlperf_log_detail.txt"))
                .orElse(null);
        if (file == null) {
            problems.add(
                    run.spl().toString(),
                    0,
                    "",
                    "no measured window: neither power_window.jsonl nor mlperf_log_detail.txt beside it",
                    "its rows are imported without an interval");
            return Optional.empty();
        }
        String begin = null;
        String end = null;
        long number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.contains("\"power_begin\"") || line.contains("\"power_end\"")) {
                    try {
                        JsonObject entry = JsonParser.parseString(line.substring(line.indexOf('{')))
                                .getAsJsonObject();
                        String value = entry.get("value").getAsString();
                        WallClock.parse(value);
                        if (entry.get("key").getAsString().equals("power_begin")) {
                            begin = value;
                        } else {
                            end = value;
                        }
                    } catch (BadRun | JsonParseException | IllegalStateException | NullPointerException e) {
                        problems.add(file.toString(), number, "", "is no log entry with a time", "");
                    }
                }
            }
        }
        if (begin == null || end == null || clock.nanos(end) < clock.nanos(begin)) {
            String missing = begin == null ? "power_begin" : "power_end";
            problems.add(
                    file.toString(), 0, missing, "is missing or out of order", "rows are imported without an interval");
            return Optional.empty();
        }
        return Optional.of(new RunLog(clock.nanos(begin), clock.nanos(end)));
    }
}
