package millwright.connectors.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with places for cells: {@code {column}}, {@code {column|what stands for a blank}}, and {@code {#}} for the number
 * of a repeated entity.
 */
record Template(List<Part> parts) {
    /** Fixed text, or a place when {@code column} is not empty. */
    record Part(String text, String column) {}

    Template {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException when a brace is not closed or a place is empty */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                parts.add(new Part(text.substring(at), ""));
                break;
            }
            if (open > at) {
                parts.add(new Part(text.substring(at, open), ""));
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("'" + text + "' has a { without a }");
            }
            String inside = text.substring(open + 1, close);
            int bar = inside.indexOf('|');
            String column = bar < 0 ? inside : inside.substring(0, bar);
            if (column.isBlank()) {
                throw new IllegalArgumentException("'" + text + "' has a place without a column");
            }
            parts.add(new Part(bar < 0 ? "" : inside.substring(bar + 1), column));
            at = close + 1;
        }
        return new Template(parts);
    }

    /** Columns that it needs, the counter aside. */
    List<String> columns() {
        return parts.stream()
                .map(Part::column)
                .filter(c -> !c.isEmpty() && !c.equals("#"))
                .toList();
    }

    boolean counts() {
        return parts.stream().anyMatch(p -> p.column.equals("#"));
    }

    String fill(Row row, int number) {
        if (parts.size() == 1 && parts.getFirst().column.isEmpty()) {
            return parts.getFirst().text;
        }
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            if (part.column.isEmpty()) {
                filled.append(part.text);
            } else if (part.column.equals("#")) {
                filled.append(number);
            } else {
                String cell = row.get(part.column);
                filled.append(cell.isEmpty() ? part.text : cell);
            }
        }
        return filled.toString().strip();
    }
}
