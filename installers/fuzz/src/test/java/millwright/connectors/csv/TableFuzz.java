package millwright.connectors.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import millwright.feed.ImportReport;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;
import millwright.plant.Catalogue;

/** A table under a mapping that is right, imported to the end. Bad rows are counted; IllegalArgumentException refuses it. */
public final class TableFuzz {
    private static final Mapping MAPPING = new MappingReader(Catalogue.standard()).read("fuzz.yaml", """
        mapping: fuzz
        zone: UTC
        tables:
          - file: "table.csv"
            time: {column: time, format: "yyyy-MM-dd HH:mm:ss"}
            parse:
              - {column: host, pattern: "(?<rack>r\\\\d+)-n(?<n>\\\\d+)"}
            entities:
              - {kind: rack, id: "{rack}"}
              - {kind: node, id: "{host}", in: rack}
            metrics:
              - {column: watts, metric: node.power, on: node, unit: W}
        """);

    private TableFuzz() {}

    public static boolean understands(byte[] bytes) {
        Path table = Scratch.file("csv/table.csv", bytes);
        Path scratch = Scratch.empty("csv-sort");
        try {
            ImportReport report =
                    new CsvImport(List.of(table), MAPPING, null, scratch, InstantSource.system()).run(event -> {});
            return report.problemCount() == 0 && report.samples() > 0;
        } catch (IllegalArgumentException e) {
            Said.inOneLine(e);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
