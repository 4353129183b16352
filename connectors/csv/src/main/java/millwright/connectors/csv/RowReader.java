package millwright.connectors.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.csv.Mapping.EventColumn;
import millwright.connectors.csv.Mapping.MetricColumn;
import millwright.connectors.csv.Mapping.Table;
import millwright.connectors.csv.Mapping.TimeColumn;
import millwright.feed.ImportProblems;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into entities, samples and happenings. */
final class RowReader {
    /** Besides what a mapping adds: how programs write that there is no value. */
    private static final Set<String> BLANKS = Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None");

    private final Table table;
    private final int file;
    private final String fileName;
    private final int firstMetric;
    private final int firstEvent;
    private final @Nullable ZoneId zone;
    private final Entities entities;
    private final RecordSorter sorter;
    private final ImportProblems problems;
    private long samples;
    private long events;
    /** Rows of one time mostly stand together. */
    private String lastCell = "";

    private @Nullable TimeFormat lastFormat;
    private long lastTime;

    /**
     * @param file number of the file @param firstMetric number of the table's first metric column among all tables
     * @param firstEvent likewise for events
     */
    RowReader(
            Table table,
            int file,
            String fileName,
            int firstMetric,
            int firstEvent,
            @Nullable ZoneId zone,
            Entities entities,
            RecordSorter sorter,
            ImportProblems problems) {
        this.table = table;
        this.file = file;
        this.fileName = fileName;
        this.firstMetric = firstMetric;
        this.firstEvent = firstEvent;
        this.zone = zone;
        this.entities = entities;
        this.sorter = sorter;
        this.problems = problems;
    }

    long samples() {
        return samples;
    }

    long events() {
        return events;
    }

    void read(Row row) {
        Map<EntityKind, Integer> found = entities.of(table.entities(), row);
        try {
            metrics(row, found);
            happenings(row, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void metrics(Row row, Map<EntityKind, Integer> found) throws IOException {
        TimeColumn time = table.time();
        if (time == null || table.metrics().isEmpty()) {
            return;
        }
        long at = time(time, row);
        for (int i = 0; i < table.metrics().size(); i++) {
            MetricColumn metric = table.metrics().get(i);
            if (row.has(metric.column())) {
                int entity = found.getOrDefault(metric.on(), 0);
                sorter.add(at, Payload.write(sample(row, metric, firstMetric + i, entity)));
                samples++;
            }
        }
    }

    private Payload.Sample sample(Row row, MetricColumn metric, int column, int entity) {
        String cell = row.get(metric.column());
        int line = (int) Math.min(row.line(), Integer.MAX_VALUE);
        if (BLANKS.contains(cell) || table.dialect().blanks().contains(cell)) {
            return new Payload.Sample(file, line, column, entity, Double.NaN, DataState.NO_DATA);
        }
        try {
            double value = metric.canonical(number(cell));
            if (metric.metric().isPlausible(value)) {
                return new Payload.Sample(file, line, column, entity, value, DataState.OK);
            }
            String what = value + " " + metric.metric().unit() + " is outside what "
                    + metric.metric().name() + " can be";
            problems.add(fileName, row.line(), metric.column(), what, "kept as bad");
            return new Payload.Sample(file, line, column, entity, value, DataState.BAD);
        } catch (NumberFormatException e) {
            problems.add(fileName, row.line(), metric.column(), "'" + cell + "' is no number", "kept as bad");
            return new Payload.Sample(file, line, column, entity, Double.NaN, DataState.BAD);
        }
    }

    private double number(String cell) {
        if (table.dialect().decimal() == '.') {
            return plain(cell);
        }
        if (cell.indexOf('.') >= 0) {
            throw new NumberFormatException(cell);
        }
        return plain(cell.replace(',', '.'));
    }

    /** Java also reads 1d, 0x1p3 and Infinity; no table means those. */
    private static double plain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if ("0123456789+-.eE".indexOf(cell.charAt(i)) < 0) {
                throw new NumberFormatException(cell);
            }
        }
        return Double.parseDouble(cell);
    }

    private void happenings(Row row, Map<EntityKind, Integer> found) throws IOException {
        for (int i = 0; i < table.events().size(); i++) {
            EventColumn event = table.events().get(i);
            boolean blank = row.get(event.at().column()).isEmpty() && event.optional();
            if (blank || !event.conditions().stream().allMatch(c -> c.holds(row))) {
                continue;
            }
            Map<String, String> details = new LinkedHashMap<>();
            for (String column : event.details()) {
                if (!row.get(column).isEmpty()) {
                    details.put(column, row.get(column));
                }
            }
            int line = (int) Math.min(row.line(), Integer.MAX_VALUE);
            sorter.add(
                    time(event.at(), row),
                    Payload.write(new Payload.Happening(
                            file,
                            line,
                            firstEvent + i,
                            found.getOrDefault(event.on(), 0),
                            event.text().fill(row, 0),
                            details)));
            events++;
        }
    }

    private long time(TimeColumn column, Row row) {
        String cell = row.get(column.column());
        if (cell.isEmpty()) {
            throw new BadCell(column.column(), "is blank where a time is needed");
        }
        if (cell.equals(lastCell) && column.format().equals(lastFormat)) {
            return lastTime;
        }
        try {
            lastTime = column.format().parse(column.column(), cell, zone);
            lastCell = cell;
            lastFormat = column.format();
            return lastTime;
        } catch (TimeFormat.Twice e) {
            String what = "'" + cell + "' exists twice in zone " + zone;
            problems.add(fileName, row.line(), column.column(), what, "the earlier one is taken");
            return e.earlier();
        }
    }

    /** The columns of all tables one after the other, so that one number names one. */
    static List<MetricColumn> metricColumns(Mapping mapping) {
        return mapping.tables().stream().flatMap(t -> t.metrics().stream()).toList();
    }

    static List<EventColumn> eventColumns(Mapping mapping) {
        return mapping.tables().stream().flatMap(t -> t.events().stream()).toList();
    }
}
