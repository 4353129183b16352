package millwright.feed.xid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rows of a tab-separated resource of this package; blank lines and those with a # in front are none. */
final class Table {
    private Table() {}

    static String resource(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in, name + " is not on the class path")
                    .readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name for the error that a row of another width is */
    static List<List<String>> rows(String name, String text, int columns) {
        List<List<String>> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.size() != columns) {
                throw new IllegalArgumentException(
                        name + " line " + number + ": " + cells.size() + " columns instead of " + columns);
            }
            rows.add(cells);
        }
        return rows;
    }
}
