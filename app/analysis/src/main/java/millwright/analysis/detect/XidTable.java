package millwright.analysis.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import millwright.feed.Priority;

/** The XID codes with meaning and action, from {@code xid.tsv}. A code that it does not hold stays unknown. Immutable. */
public final class XidTable {
    private static final int COLUMNS = 6;

    private final Map<Integer, Xid> rows;

    private XidTable(Map<Integer, Xid> rows) {
        this.rows = rows;
    }

    public static XidTable standard() {
        try (InputStream in = XidTable.class.getResourceAsStream("xid.tsv")) {
            byte[] bytes = Objects.requireNonNull(in, "xid.tsv is not on the class path")
                    .readAllBytes();
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static XidTable parse(String text) {
        Map<Integer, Xid> rows = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != COLUMNS) {
                throw new IllegalArgumentException(
                        "xid.tsv line " + number + ": " + cells.length + " columns instead of " + COLUMNS);
            }
            int code = Integer.parseInt(cells[0]);
            Xid row =
                    new Xid(code, cells[1], cells[2], Xid.Kind.valueOf(cells[3]), Priority.valueOf(cells[4]), cells[5]);
            if (rows.put(code, row) != null) {
                throw new IllegalArgumentException("xid.tsv line " + number + ": XID " + code + " is there twice");
            }
        }
        return new XidTable(rows);
    }

    public Xid of(int code) {
        Xid known = rows.get(code);
        return known != null ? known : new Xid(code, "Unknown", "", Xid.Kind.UNKNOWN, Priority.MEDIUM, "");
    }

    public Collection<Xid> rows() {
        return rows.values();
    }
}
