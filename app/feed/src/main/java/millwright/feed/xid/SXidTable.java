package millwright.feed.xid;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Priority;

/** The SXid codes of NVSwitches, from {@code sxid.tsv}. A code that it does not hold stays unknown. Immutable. */
public final class SXidTable {
    private static final String FILE = "sxid.tsv";
    private static final int COLUMNS = 6;

    private final Map<Integer, SXid> rows = new TreeMap<>();

    private SXidTable(String text) {
        for (List<String> cells : Table.rows(FILE, text, COLUMNS)) {
            int code = Integer.parseInt(cells.get(0));
            SXid row = new SXid(
                    code,
                    cells.get(1),
                    SXid.Kind.valueOf(cells.get(2)),
                    cells.get(3),
                    Priority.valueOf(cells.get(4)),
                    cells.get(5));
            if (rows.put(code, row) != null) {
                throw new IllegalArgumentException(FILE + ": SXid " + code + " is there twice");
            }
        }
    }

    public static SXidTable standard() {
        return new SXidTable(Table.resource(FILE));
    }

    public SXid of(int code) {
        SXid known = rows.get(code);
        return known != null ? known : new SXid(code, "Unknown", SXid.Kind.UNKNOWN, "", Priority.MEDIUM, "");
    }

    public Collection<SXid> rows() {
        return rows.values();
    }
}
