package millwright.plant;

import org.jspecify.annotations.Nullable;

/** One line of CSV as RFC 4180 writes it, that no spreadsheet takes for a formula. */
public final class CsvLine {
    private CsvLine() {}

    /** With its end. @param cells what is not known, null or NaN, stays empty */
    public static String of(@Nullable Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        return line.append('\n').toString();
    }

    public static String cell(@Nullable Object value) {
        if (value == null || value instanceof Double d && d.isNaN() || value instanceof Float f && f.isNaN()) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
