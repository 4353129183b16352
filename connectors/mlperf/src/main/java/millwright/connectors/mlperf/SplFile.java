package millwright.connectors.mlperf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import millwright.feed.ImportProblems;

/** The power rows of one run in time order. @param lines how many lines were read, blank ones not counted */
record SplFile(List<PowerRow> rows, long lines) {
    /** A day of seconds; a run lasts an hour or so. */
    private static final int MAX_ROWS = 200_000;

    static SplFile read(Path file, WallClock clock, ImportProblems problems) throws IOException {
        List<PowerRow> rows = new ArrayList<>();
        long number = 0;
        long lines = 0;
        // Bytes of any value are read; a line that holds strange ones fails in its own fields.
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                lines++;
                if (rows.size() == MAX_ROWS) {
                    problems.add(file.toString(), number, "", "more than " + MAX_ROWS + " rows", "split the run");
                    break;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("import interrupted in " + file);
                }
                try {
                    rows.add(PowerRow.parse(line.strip(), clock));
                } catch (BadRun e) {
                    problems.add(file.toString(), number, e.field(), e.what(), "the row is left out");
                }
            }
        }
        rows.sort(Comparator.comparingLong(PowerRow::time));
        return new SplFile(rows, lines);
    }
}
