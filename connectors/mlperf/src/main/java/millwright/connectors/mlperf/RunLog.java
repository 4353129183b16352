package millwright.connectors.mlperf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import millwright.feed.ImportProblems;
import org.jspecify.annotations.Nullable;

/**
 * The measured window, from {@code power_window.jsonl} or LoadGen's own {@code mlperf_log_detail.txt}.
 *
 * @param begin epoch ns, inclusive @param end epoch ns, inclusive
 */
record RunLog(long begin, long end) {
    private static final String WITHOUT = "its rows are imported without an interval";

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
                    WITHOUT);
            return Optional.empty();
        }
        String[] window = lines(file, problems);
        try {
            if (window[0] != null && window[1] != null && clock.nanos(window[0]) <= clock.nanos(window[1])) {
                return Optional.of(new RunLog(clock.nanos(window[0]), clock.nanos(window[1])));
            }
            String field = window[0] == null ? "power_begin" : "power_end";
            problems.add(file.toString(), 0, field, "is missing or too early", WITHOUT);
        } catch (BadRun e) {
            problems.add(file.toString(), 0, "power_begin", e.what(), WITHOUT);
        }
        return Optional.empty();
    }

    /** Begin and end as written; null where there is none. */
    private static @Nullable String[] lines(Path file, ImportProblems problems) throws IOException {
        @Nullable String[] window = new String[2];
        long number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                int which = line.contains("\"power_begin\"") ? 0 : line.contains("\"power_end\"") ? 1 : -1;
                if (which >= 0) {
                    String value = value(line);
                    if (value == null) {
                        problems.add(file.toString(), number, "value", "this log entry holds no time", "");
                    } else {
                        window[which] = value;
                    }
                }
            }
        }
        return window;
    }

    private static @Nullable String value(String line) {
        try {
            JsonElement entry = JsonParser.parseString(line.substring(Math.max(0, line.indexOf('{'))));
            return entry instanceof JsonObject object && object.get("value") instanceof JsonPrimitive value
                    ? value.getAsString()
                    : null;
        } catch (JsonParseException e) {
            return null;
        }
    }
}
