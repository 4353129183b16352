package millwright.connectors.capture;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A row of any table of a capture, its checksum last, to be changed and written back. What it holds need not be of the
 * column's kind.
 */
record AnyRow(String table, @Nullable Object[] values) {
    /** Kinds of the columns before the checksum: a number, text or bytes. */
    static final Map<String, String> TABLES =
            Map.of("meta", "TT", "event", "NNNTB", "slots", "NTB", "tile", "NTNTNNNNNB", "part", "NB", "pyramid", "NB");

    static List<AnyRow> all(Connection db, String table) throws SQLException {
        List<AnyRow> rows = new ArrayList<>();
        try (PreparedStatement s = db.prepareStatement("SELECT * FROM " + table);
                ResultSet found = s.executeQuery()) {
            while (found.next()) {
                Object[] values = new Object[TABLES.get(table).length() + 1];
                for (int i = 0; i < values.length; i++) {
                    values[i] = found.getObject(i + 1) instanceof Number n
                            ? (Object) n.longValue()
                            : found.getObject(i + 1);
                }
                rows.add(new AnyRow(table, values));
            }
        }
        return rows;
    }

    static AnyRow any(Connection db, String table, Random random) throws SQLException {
        List<AnyRow> rows = all(db, table);
        return rows.get(random.nextInt(rows.size()));
    }

    char kind(int column) {
        return TABLES.get(table).charAt(column);
    }

    int columns() {
        return values.length - 1;
    }

    /** @return the column of the kind, counted from a random one */
    int anyColumn(Random random, String kinds) {
        int at = random.nextInt(columns());
        while (kinds.indexOf(kind(at)) < 0) {
            at = (at + 1) % columns();
        }
        return at;
    }

    AnyRow with(int column, @Nullable Object value) {
        Object[] changed = values.clone();
        changed[column] = value;
        return new AnyRow(table, changed);
    }

    /** With the checksum that a reader will find right. */
    AnyRow signed() {
        Checksum sum = new Checksum();
        for (int i = 0; i < columns(); i++) {
            Object v = values[i];
            switch (kind(i)) {
                case 'N' -> sum.add(v instanceof Number n ? n.longValue() : 0);
                case 'T' -> sum.add(text(v));
                default -> sum.add(v instanceof byte[] b ? b : text(v).getBytes(StandardCharsets.UTF_8));
            }
        }
        return with(columns(), sum.value());
    }

    private static String text(@Nullable Object v) {
        return v instanceof byte[] b ? new String(b, StandardCharsets.UTF_8) : String.valueOf(v);
    }

    /** Takes the place of whatever has its key. */
    void write(Connection db) throws SQLException {
        try (PreparedStatement s =
                db.prepareStatement("INSERT OR REPLACE INTO " + table + " VALUES (" + "?,".repeat(columns()) + "?)")) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            s.executeUpdate();
        }
    }

    void delete(Connection db) throws SQLException {
        String key = table.equals("meta") ? "key" : table.equals("event") ? "seq" : "id";
        try (PreparedStatement s = db.prepareStatement("DELETE FROM " + table + " WHERE " + key + " = ?")) {
            s.setObject(1, values[0]);
            s.executeUpdate();
        }
    }
}
