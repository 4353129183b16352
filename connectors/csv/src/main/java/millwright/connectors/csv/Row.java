package millwright.connectors.csv;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One record, cells by column name; patterns over cells add names of their own. Reused from record to record. */
final class Row {
    /** Named groups of a pattern over one column become columns. */
    record Extract(String column, Pattern pattern) {}

    private final Map<String, Integer> header;
    private final List<Extract> extracts;
    private final Map<String, Integer> extracted;
    private final String[] parts;
    private List<String> cells = List.of();
    private long line;

    Row(Map<String, Integer> header, List<Extract> extracts, Map<String, Integer> extracted) {
        this.header = header;
        this.extracts = extracts;
        this.extracted = extracted;
        this.parts = new String[extracted.size()];
    }

    long line() {
        return line;
    }

    /** @throws BadCell when a pattern does not match its cell */
    void set(List<String> newCells, long newLine) {
        cells = newCells;
        line = newLine;
        for (Extract extract : extracts) {
            String cell = get(extract.column);
            Matcher matcher = extract.pattern.matcher(cell);
            if (!matcher.matches()) {
                throw new BadCell(extract.column, "'" + cell + "' does not match " + extract.pattern);
            }
            for (String group : extract.pattern.namedGroups().keySet()) {
                String value = matcher.group(group);
                parts[extracted.getOrDefault(group, 0)] = value == null ? "" : value;
            }
        }
    }

    /** The cell without surrounding spaces; empty when it is blank or the file has no such column. */
    String get(String column) {
        Integer at = header.get(column);
        if (at != null) {
            return cells.get(at).strip();
        }
        Integer part = extracted.get(column);
        return part == null ? "" : parts[part];
    }

    boolean has(String column) {
        return header.containsKey(column) || extracted.containsKey(column);
    }
}
