package millwright.connectors.mlperf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.feed.FeedSink;
import millwright.feed.Import;
import millwright.feed.ImportProblems;
import millwright.feed.ImportReport;
import millwright.feed.PlantChanged;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Reads every MLPerf power run below a directory. The analyser writes local time without a zone, so a person has to name
 * the zone; the power meter's session record, where there is one, checks it. Holds all rows of all runs: a submission
 * has a few dozen runs of a few thousand rows.
 */
public final class MlperfImport implements Import {
    static final String FORMAT = "mlperf";
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final Path directory;
    private final @Nullable ZoneId zone;

    /** @param zone of the analyser's clock; null makes {@link #run} refuse and say which offset would fit */
    public MlperfImport(Path directory, @Nullable ZoneId zone) {
        this.directory = directory;
        this.zone = zone;
    }

    @Override
    public String name() {
        return FORMAT;
    }

    @Override
    public ImportReport run(FeedSink sink) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is no directory; give the directory that holds the runs");
        }
        List<String> notes = new ArrayList<>();
        List<RunDirectory> found = RunDirectory.find(directory, notes);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no spl.txt below " + directory + "; is this an MLPerf power run?");
        }
        ZoneId named = zone;
        if (named == null) {
            throw new IllegalArgumentException(
                    "spl.txt holds local times without a zone; give --zone, for example --zone "
                            + fittingOffset(found).orElse("America/Los_Angeles"));
        }
        ImportProblems problems = new ImportProblems();
        List<MeasuredRun> runs = new ArrayList<>();
        for (RunDirectory run : found) {
            runs.add(read(run, new WallClock(named), problems, notes));
        }
        return push(runs, named, problems, notes, sink);
    }

    private static MeasuredRun read(RunDirectory run, WallClock clock, ImportProblems problems, List<String> notes)
            throws IOException {
        SplFile spl = SplFile.read(run.spl(), clock, problems);
        RunSummary summary = RunSummary.read(run, problems);
        if (summary.inferred()) {
            notes.add(run.name() + ": its token rate is inferred by LoadGen, not counted");
        }
        checkClock(run, spl, clock.zone(), problems);
        return new MeasuredRun(run, spl, RunLog.read(run, clock, problems), summary);
    }

    private static void checkClock(RunDirectory run, SplFile spl, ZoneId zone, ImportProblems problems)
            throws IOException {
        Optional<SessionClock> session = SessionClock.read(run);
        Optional<LocalDateTime> first = SessionClock.firstRow(run);
        if (session.isPresent() && first.isPresent() && !spl.rows().isEmpty()) {
            Duration off = Duration.between(
                    session.get().testingBegan(), first.get().atZone(zone).toInstant());
            if (off.abs().compareTo(CLOCK_TOLERANCE) > 0) {
                String fits =
                        session.get().offset(first.get()).map(ZoneOffset::getId).orElse("");
                problems.add(
                        run.spl().toString(),
                        1,
                        "Time",
                        session.get().file().getFileName() + " says that testing began at "
                                + session.get().testingBegan() + ", the first row in zone " + zone + " is "
                                + off.abs().toMinutes() + " min " + (off.isNegative() ? "earlier" : "later"),
                        fits.isEmpty() ? "check --zone" : "--zone " + fits + " would fit");
            }
        }
    }

    private static Optional<String> fittingOffset(List<RunDirectory> runs) throws IOException {
        for (RunDirectory run : runs) {
            Optional<SessionClock> session = SessionClock.read(run);
            Optional<LocalDateTime> first = SessionClock.firstRow(run);
            if (session.isPresent() && first.isPresent()) {
                Optional<ZoneOffset> offset = session.get().offset(first.get());
                if (offset.isPresent()) {
                    String id = offset.get().equals(ZoneOffset.UTC)
                            ? "UTC"
                            : offset.get().getId();
                    return Optional.of(
                            id + " (which fits " + session.get().file().getFileName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private ImportReport push(
            List<MeasuredRun> runs, ZoneId named, ImportProblems problems, List<String> notes, FeedSink sink) {
        SortedMap<String, SortedSet<String>> channels = new TreeMap<>();
        long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
        long rows = 0;
        for (MeasuredRun run : runs) {
            channels.computeIfAbsent(run.directory().system(), s -> new TreeSet<>())
                    .addAll(run.channels());
            run.spl().rows().forEach(r -> span[0] = Math.min(span[0], r.time()));
            rows += run.spl().lines();
        }
        Map<String, String> provenance = Map.of(
                "import.format", FORMAT,
                "import.directory", directory.toString(),
                "import.zone", named.getId(),
                "import.runs", Integer.toString(runs.size()));
        Plant plant = RunPlant.build(channels, named, provenance);
        long start = span[0] == Long.MAX_VALUE ? 0 : span[0];
        sink.accept(new PlantChanged(plant.revision(), start, plant.whole(), true));
        RunEvents events = new RunEvents(plant, sink, problems);
        long pushed = events.push(runs, t -> span[1] = Math.max(span[1], t));
        long end = span[1] == Long.MIN_VALUE ? 0 : span[1];
        sink.accept(problems.ended(RunPlant.SOURCE, FORMAT, end));
        return new ImportReport(
                rows, events.samples(), pushed, start, end, problems.count(), problems.listed(), notes, provenance);
    }
}
