package millwright.connectors.csv;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import millwright.connectors.csv.Mapping.Table;
import millwright.feed.FeedSink;
import millwright.feed.Import;
import millwright.feed.ImportProblems;
import millwright.feed.ImportReport;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables by a mapping. Rows go through a sorter on disk, so their order and number do not matter; memory grows
 * with the number of entities only.
 */
public final class CsvImport implements Import {
    /** What the name of a folder begins with that is made for sorting, so that its files are never taken for tables. */
    public static final String SCRATCH = "millwright-import-";

    static final String FORMAT = "csv";

    private final List<Path> inputs;
    private final Mapping mapping;
    private final @Nullable ZoneId zone;
    private final Path scratch;
    private final InstantSource clock;
    private final ImportProblems problems = new ImportProblems();
    private final List<String> notes = new ArrayList<>();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong pushed = new AtomicLong();
    private volatile long bytes;
    private volatile long records;

    /**
     * @param inputs files, or directories whose files are matched by name
     * @param zone of local times; null for the mapping's own, if it has one
     * @param scratch directory for sorting; holds 38 bytes a sample and the text of events, and up to twice that while
     *     files are merged
     * @param clock dates the plant when the tables hold no time
     */
    public CsvImport(List<Path> inputs, Mapping mapping, @Nullable ZoneId zone, Path scratch, InstantSource clock) {
        this.inputs = List.copyOf(inputs);
        this.mapping = mapping;
        this.zone = zone == null ? mapping.zone() : zone;
        this.scratch = scratch;
        this.clock = clock;
    }

    @Override
    public String name() {
        return FORMAT;
    }

    @Override
    public ImportReport run(FeedSink sink) throws IOException {
        InputFiles files = InputFiles.find(inputs, mapping, notes);
        checkZone(files);
        ZoneId siteZone = zone == null ? ZoneOffset.UTC : zone;
        Entities entities = new Entities(new EntityMaker(siteZone));
        long size = 0;
        for (InputFiles.Match match : files.matches()) {
            size += Files.size(match.file());
        }
        bytes = size;
        try (RecordSorter sorter = new RecordSorter(scratch)) {
            long[] counts = new long[3];
            for (int i = 0; i < files.matches().size(); i++) {
                read(files.matches().get(i), i, entities, sorter, counts);
            }
            return push(files, entities, sorter, siteZone, counts, sink);
        }
    }

    /** Reading takes about half of the time, writing in order of time the other. */
    @Override
    public double done() {
        double reading = bytes == 0 ? 0 : Math.min(1, (double) read.get() / bytes);
        double writing = records == 0 ? 0 : Math.min(1, (double) pushed.get() / records);
        return (reading + writing) / 2;
    }

    private void checkZone(InputFiles files) {
        for (InputFiles.Match match : files.matches()) {
            Table table = mapping.tables().get(match.table());
            Mapping.TimeColumn time = table.time();
            if (time != null && time.format().isLocal() && zone == null) {
                throw new IllegalArgumentException(match.file() + ": column " + time.column()
                        + " holds local times and nothing says of which zone; give --zone, for example --zone"
                        + " America/New_York");
            }
        }
    }

    /** @param counts rows, samples and events so far */
    private void read(InputFiles.Match match, int number, Entities entities, RecordSorter sorter, long[] counts)
            throws IOException {
        Table table = mapping.tables().get(match.table());
        List<Table> before = mapping.tables().subList(0, match.table());
        RowReader rows = new RowReader(
                table,
                number,
                match.file().toString(),
                before.stream().mapToInt(t -> t.metrics().size()).sum(),
                before.stream().mapToInt(t -> t.events().size()).sum(),
                zone,
                entities,
                sorter,
                problems);
        TableReader reader = new TableReader(match.file(), table, problems, notes, read::addAndGet);
        reader.read(rows::read);
        counts[0] += reader.rows();
        counts[1] += rows.samples();
        counts[2] += rows.events();
    }

    private ImportReport push(
            InputFiles files, Entities entities, RecordSorter sorter, ZoneId siteZone, long[] counts, FeedSink sink)
            throws IOException {
        EntityId sourceId = EntityId.of(EntityKind.SOURCE, mapping.name());
        Map<String, String> provenance = provenance(files);
        Plant plant = Placement.build(
                mapping, siteZone, entities, new Entity.Source(sourceId, mapping.title(), FORMAT, false), provenance);
        List<String> names =
                files.matches().stream().map(m -> m.file().toString()).toList();
        EventStream stream =
                new EventStream(plant, entities, mapping, names, sink, problems, new Origin(sourceId, false));
        boolean[] started = new boolean[1];
        records = counts[1] + counts[2];
        sorter.drain((time, payload) -> {
            pushed.incrementAndGet();
            if (Thread.interrupted()) {
                throw new InterruptedIOException("import interrupted while it was written");
            }
            if (!started[0]) {
                sink.accept(new PlantChanged(plant.revision(), time, plant.whole(), true));
                started[0] = true;
            }
            stream.accept(time, Payload.read(payload));
        });
        long end = stream.last();
        if (!started[0]) {
            end = Times.nanos(clock.instant());
            sink.accept(new PlantChanged(plant.revision(), end, plant.whole(), true));
        }
        stream.flush();
        sink.accept(problems.ended(sourceId, FORMAT, end));
        return new ImportReport(
                counts[0],
                counts[1],
                counts[2],
                stream.first(),
                stream.last(),
                problems.count(),
                problems.listed(),
                notes,
                provenance);
    }

    private Map<String, String> provenance(InputFiles files) {
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("import.format", FORMAT);
        provenance.put("import.mapping", mapping.name());
        if (zone != null) {
            provenance.put("import.zone", zone.getId());
        }
        provenance.put(
                "import.files",
                files.matches().stream().map(m -> m.file().toString()).collect(Collectors.joining(" ")));
        return provenance;
    }
}
