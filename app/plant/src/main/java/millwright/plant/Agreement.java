package millwright.plant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far two sources of one quantity may be apart. Immutable, any thread.
 *
 * @param metric the column that is shown @param other where values of a second source are kept
 * @param relative part of the larger value @param absolute in the metric's unit @param window ns to average over
 */
public record Agreement(MetricId metric, MetricId other, double relative, double absolute, long window) {
    private static final int COLUMNS = 5;

    /** Difference that is still agreement. */
    public double tolerance(double one, double two) {
        return relative * Math.max(Math.abs(one), Math.abs(two)) + absolute;
    }

    /** @throws IllegalArgumentException naming the line of the table that is wrong */
    public static List<Agreement> standard() {
        try (InputStream in = Agreement.class.getResourceAsStream("agreement.tsv")) {
            byte[] bytes = Objects.requireNonNull(in, "agreement.tsv is not on the class path")
                    .readAllBytes();
            List<Agreement> all = new ArrayList<>();
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    all.add(row(line));
                }
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Agreement row(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("agreement.tsv: " + COLUMNS + " columns wanted in: " + line);
        }
        return new Agreement(
                new MetricId(cells[0]),
                new MetricId(cells[1]),
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Long.parseLong(cells[4]) * Times.SECOND);
    }
}
