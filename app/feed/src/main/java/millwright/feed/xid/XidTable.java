package millwright.feed.xid;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Priority;

/** The XID codes with meaning and action, from {@code xid.tsv}. A code that it does not hold stays unknown. Immutable. */
public final class XidTable {
    private static final String FILE = "xid.tsv";
    private static final int COLUMNS = 8;

    private final Map<Integer, Xid> rows;

    private XidTable(Map<Integer, Xid> rows) {
        this.rows = rows;
    }

    public static XidTable standard() {
        return parse(Table.resource(FILE));
    }

    static XidTable parse(String text) {
        Map<Integer, Xid> rows = new TreeMap<>();
        for (List<String> cells : Table.rows(FILE, text, COLUMNS)) {
            int code = Integer.parseInt(cells.get(0));
            Xid row = new Xid(
                    code,
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    Xid.Kind.valueOf(cells.get(5)),
                    Priority.valueOf(cells.get(6)),
                    cells.get(7));
            if (rows.put(code, row) != null) {
                throw new IllegalArgumentException(FILE + ": XID " + code + " is there twice");
            }
        }
        return new XidTable(rows);
    }

    public Xid of(int code) {
        Xid known = rows.get(code);
        return known != null ? known : new Xid(code, "", "Unknown", "", "", Xid.Kind.UNKNOWN, Priority.MEDIUM, "");
    }

    public boolean knows(int code) {
        return rows.containsKey(code);
    }

    public Collection<Xid> rows() {
        return rows.values();
    }
}
