package millwright.feed.xid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the words behind XID 144 to 150 mean, from {@code nvlink5.tsv}: the same code asks for nothing or for a reset
 * depending on its unit, its first word and its error status. Immutable.
 */
public final class NvLink5 {
    private static final String FILE = "nvlink5.tsv";
    private static final int COLUMNS = 8;

    /** @param severity as the catalogue writes it: Fatal, Link Fatal or Non-fatal */
    public record Meaning(String unit, String action, String investigate, String severity) {
        public boolean fatal() {
            return severity.contains("Fatal");
        }
    }

    private record Row(int code, Bits before575, Bits since575, long status, Meaning meaning) {}

    /** A word of which only some bits count. */
    private record Bits(long mask, long value) {
        static Bits of(String pattern) {
            long mask = Long.parseLong(pattern.replace('0', '1').replace('-', '0'), 2);
            return new Bits(mask, Long.parseLong(pattern.replace('-', '0'), 2));
        }

        boolean match(long word) {
            return (word & mask) == value;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    private NvLink5(String text) {
        for (List<String> cells : Table.rows(FILE, text, COLUMNS)) {
            rows.add(new Row(
                    Integer.parseInt(cells.get(0)),
                    Bits.of(cells.get(2)),
                    Bits.of(cells.get(3)),
                    Long.decode(cells.get(4)),
                    new Meaning(cells.get(1), cells.get(5), cells.get(6), cells.get(7))));
        }
    }

    public static NvLink5 standard() {
        return new NvLink5(Table.resource(FILE));
    }

    /**
     * The row of these words; of several error bits the one that is fatal counts.
     *
     * @param unit as the driver names it, for example {@code RLW_RXPIPE} or {@code NETIR_LINK_EVT}
     * @param word the first number in brackets, unsigned 32 bit @param status the second
     */
    public Optional<Meaning> of(int code, String unit, long word, long status) {
        Optional<Meaning> found = Optional.empty();
        for (Row row : rows) {
            if (row.code() == code
                    && named(row.meaning().unit(), unit)
                    && (row.before575().match(word) || row.since575().match(word))) {
                if (row.status() == status) {
                    return Optional.of(row.meaning());
                }
                boolean bit = row.status() != 0 && (status & row.status()) == row.status();
                if (bit && (found.isEmpty() || row.meaning().fatal())) {
                    found = Optional.of(row.meaning());
                }
            }
        }
        return found;
    }

    private static boolean named(String units, String unit) {
        return units.equals(unit) || List.of(units.split("/", -1)).contains(unit);
    }
}
