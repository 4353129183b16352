package millwright.connectors.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.plant.Catalogue;
import millwright.plant.Metric;

/**
 * Facts about a recording, and the metrics as they were understood then. What is damaged, or beyond the bounds on rows
 * and characters, is left out, counted and named. One thread.
 */
record Metadata(Map<String, String> facts, Catalogue catalogue) {
    static final String CLOSED = "closed";

    private static final String ROWS = "SELECT key, value, crc FROM meta WHERE octet_length(key) <= "
            + Bounds.META_CHARS + " AND octet_length(value) <= " + Bounds.META_CHARS;

    static Metadata read(Connection db, Consumer<String> problem) throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        try (Statement s = db.createStatement()) {
            long seen = 0;
            try (ResultSet rows = s.executeQuery(ROWS)) {
                long chars = 0;
                while (seen < Bounds.META_ROWS && chars < Bounds.META_CHARS && rows.next()) {
                    chars += take(rows, facts, problem);
                    seen++;
                }
            }
            // written last, it may stand beyond the bounds
            try (ResultSet row = s.executeQuery(ROWS + " AND key = '" + CLOSED + "'")) {
                if (!facts.containsKey(CLOSED) && row.next()) {
                    take(row, facts, problem);
                    seen++;
                }
            }
            try (ResultSet row = s.executeQuery("SELECT count(*) FROM meta")) {
                long left = row.next() ? row.getLong(1) - seen : 0;
                if (left > 0) {
                    problem.accept(left + " rows of metadata were left out: at most " + Bounds.META_ROWS
                            + " with together " + (Bounds.META_CHARS >> 20) + " MiB of text are read");
                }
            }
        }
        return new Metadata(facts, catalogue(facts, problem));
    }

    /** @return characters it had */
    private static long take(ResultSet row, Map<String, String> facts, Consumer<String> problem) throws SQLException {
        String key = row.getString(1);
        String value = row.getString(2);
        if (key == null || value == null || new Checksum().add(key).add(value).value() != row.getLong(3)) {
            problem.accept("metadata '" + key + "' does not match its checksum and was left out");
        } else {
            facts.put(key, value);
        }
        return (key == null ? 0L : key.length()) + (value == null ? 0L : value.length());
    }

    private static Catalogue catalogue(Map<String, String> facts, Consumer<String> problem) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        facts.forEach((key, value) -> {
            if (key.startsWith("metric:")) {
                try {
                    Metric metric = MetricText.read(value);
                    metrics.put(metric.name(), metric);
                } catch (CaptureException e) {
                    problem.accept(String.valueOf(e.getMessage()));
                }
            }
        });
        return Catalogue.of(metrics.values());
    }

    /** True when the recording was ended in order: nothing of it is in a log, nothing is missing at its end. */
    boolean closed() {
        return facts.containsKey(CLOSED);
    }
}
