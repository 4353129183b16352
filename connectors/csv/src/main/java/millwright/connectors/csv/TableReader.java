package millwright.connectors.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import millwright.connectors.config.NearestWord;
import millwright.connectors.csv.Mapping.Dialect;
import millwright.connectors.csv.Mapping.Table;
import millwright.feed.ImportProblem;
import millwright.feed.ImportProblems;
import millwright.plant.Count;
import org.jspecify.annotations.Nullable;

/** Reads one file record by record by the rules of RFC 4180, finds its columns by name, and names what does not fit. */
final class TableReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MAX_RECORD = 1 << 20;

    private final Path file;
    private final Table table;
    private final ImportProblems problems;
    private final List<String> notes;
    private final LongConsumer bytes;
    private long rows;
    private long trailer;

    /** @param bytes told how many of the file were read, piece by piece */
    TableReader(Path file, Table table, ImportProblems problems, List<String> notes, LongConsumer bytes) {
        this.file = file;
        this.table = table;
        this.problems = problems;
        this.notes = notes;
        this.bytes = bytes;
    }

    /** Records read, trailer lines not counted. */
    long rows() {
        return rows;
    }

    /** @param visitor called with the same row object again and again */
    void read(Consumer<Row> visitor) throws IOException {
        Dialect dialect = table.dialect();
        // a decoder of its own refuses what is not of the encoding, where the charset alone would replace it
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new CountedBytes(Files.newInputStream(file), bytes),
                dialect.encoding().newDecoder()))) {
            in.mark(1);
            if (in.read() != BYTE_ORDER_MARK) {
                in.reset();
            }
            for (int i = 0; i < dialect.skip(); i++) {
                in.readLine();
            }
            try (CsvReader<CsvRecord> records = CsvReader.builder()
                    .fieldSeparator(separator())
                    .quoteCharacter(dialect.quote())
                    .skipEmptyLines(true)
                    .acceptCharsAfterQuotes(false)
                    .maxBufferSize(MAX_RECORD)
                    .ofCsvRecord(in)) {
                records(records, visitor);
            }
        } catch (CsvParseException e) {
            stop(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) {
                throw e.getCause();
            }
            stop("is not " + dialect.encoding() + " text; write 'encoding:' in the mapping");
        } catch (CharacterCodingException e) {
            stop("is not " + dialect.encoding() + " text; write 'encoding:' in the mapping");
        }
    }

    private void stop(String what) {
        problems.add(file.toString(), 0, "", what, "the file is read up to record " + rows + " only");
    }

    private char separator() {
        char separator = table.dialect().separator();
        if (separator != 0) {
            return separator;
        }
        return file.toString().matches(".*\\.(tsv|tab)") ? '\t' : ',';
    }

    private void records(CsvReader<CsvRecord> records, Consumer<Row> visitor) throws IOException {
        Row row = null;
        Dialect dialect = table.dialect();
        if (!dialect.header().isEmpty()) {
            row = begin(dialect.header());
        }
        int width = dialect.header().size();
        for (CsvRecord record : records) {
            long line = record.getStartingLineNumber() + dialect.skip();
            if (row == null) {
                width = record.getFieldCount();
                row = begin(record.getFields());
                if (row == null) {
                    return;
                }
            } else if (dialect.trailer() != null
                    && dialect.trailer()
                            .matcher(String.join(String.valueOf(separator()), record.getFields()))
                            .matches()) {
                trailer++;
                continue;
            } else if (record.getFieldCount() == width) {
                rows++;
                visit(row, record, line, visitor);
            } else {
                rows++;
                problems.add(
                        file.toString(),
                        line,
                        "",
                        "has " + record.getFieldCount() + " cells where the header has " + width,
                        "the row is left out");
            }
            if (Thread.interrupted()) {
                throw new InterruptedIOException("import interrupted in " + file);
            }
        }
        if (trailer > 0) {
            notes.add(file.getFileName() + ": " + Count.of(trailer, "line") + " left out as its trailer");
        }
        if (row == null) {
            problems.add(file.toString(), 0, "", "has no header line", "the file is left out");
        }
    }

    private void visit(Row row, CsvRecord record, long line, Consumer<Row> visitor) {
        try {
            row.set(record.getFields(), line);
            visitor.accept(row);
        } catch (BadCell e) {
            problems.add(file.toString(), line, e.column(), e.what(), "the row is left out");
        }
    }

    /** Null when a column that every row needs is missing. */
    private @Nullable Row begin(List<String> names) {
        Map<String, Integer> header = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (header.putIfAbsent(name, i) != null) {
                problems.add(file.toString(), 1, name, "is the name of two columns", "the first is used");
            }
        }
        Map<String, Integer> extracted = new LinkedHashMap<>();
        table.extracts()
                .forEach(e ->
                        e.pattern().namedGroups().keySet().forEach(g -> extracted.putIfAbsent(g, extracted.size())));
        Row row = new Row(header, table.extracts(), extracted);
        ColumnCheck check = new ColumnCheck(table);
        boolean usable = true;
        for (String column : check.needed()) {
            if (!row.has(column)) {
                problems.add(missing(column, header, "the file is left out"));
                usable = false;
            }
        }
        for (String column : check.wanted()) {
            if (!row.has(column)) {
                problems.add(missing(column, header, "its values are absent"));
            }
        }
        TreeSet<String> unused = new TreeSet<>(header.keySet());
        unused.removeAll(check.all());
        if (!unused.isEmpty()) {
            notes.add(file.getFileName() + ": columns left out: " + String.join(", ", unused));
        }
        return usable ? row : null;
    }

    private ImportProblem missing(String column, Map<String, Integer> header, String effect) {
        return new ImportProblem(
                file.toString(), 1, column, "no such column" + NearestWord.hint(column, header.keySet()), effect);
    }
}
