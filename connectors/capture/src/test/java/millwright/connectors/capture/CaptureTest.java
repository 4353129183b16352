package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Column;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.ImportReport;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Times;
import millwright.series.LiveStore;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    @TempDir
    Path folder;

    private Path recorded(int seconds, boolean close) {
        Path file = folder.resolve("a capture #1.mwcap");
        Recorded.record(file, Recorded.events(seconds, 7), close);
        return file;
    }

    private static List<PlantEvent> replayed(Path file) {
        List<PlantEvent> told = new ArrayList<>();
        try (Capture capture = Capture.open(file)) {
            new Replay(capture, true, false).drain(told::add);
            assertEquals(List.of(), capture.problems());
        }
        return told;
    }

    private static List<PlantEvent> recovered(Path file) {
        List<PlantEvent> told = new ArrayList<>();
        try (Capture capture = Capture.open(file, true)) {
            new Replay(capture, true, false).drain(told::add);
            assertEquals(1, capture.problemCount(), "that it was not closed");
        }
        return told;
    }

    private static void assertSame(List<PlantEvent> expected, List<PlantEvent> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i) instanceof Frame frame) {
                assertSameFrame(frame, (Frame) actual.get(i));
            } else if (expected.get(i) instanceof PlantChanged changed) {
                assertEquals(changed, actual.get(i));
            } else {
                assertEquals(expected.get(i), actual.get(i));
            }
        }
    }

    private static void assertSameFrame(Frame a, Frame b) {
        assertEquals(a.metric(), b.metric());
        assertEquals(
                List.of(a.sourceTime(), a.receiveTime(), a.interval()),
                List.of(b.sourceTime(), b.receiveTime(), b.interval()));
        assertEquals(a.states(), b.states());
        assertEquals(a.origin(), b.origin());
        switch (a.values()) {
            case Column.F32 c -> {
                for (int i = 0; i < c.size(); i++) {
                    assertEquals(
                            Float.floatToRawIntBits(c.values()[i]),
                            Float.floatToRawIntBits(((Column.F32) b.values()).values()[i]));
                }
            }
            case Column.F64 c -> {
                for (int i = 0; i < c.size(); i++) {
                    assertEquals(
                            Double.doubleToRawLongBits(c.values()[i]),
                            Double.doubleToRawLongBits(((Column.F64) b.values()).values()[i]));
                }
            }
            case Column.I64 c -> assertArrayEquals(c.values(), ((Column.I64) b.values()).values());
            case Column.Histograms c -> {
                assertArrayEquals(c.counts(), ((Column.Histograms) b.values()).counts());
                assertArrayEquals(c.sums(), ((Column.Histograms) b.values()).sums());
            }
        }
    }

    @Test
    void whatWasRecordedComesBackBitByBitAndInTheOrderOfArrival() {
        Path file = recorded(400, true);
        assertSame(Recorded.events(400, 7), replayed(file));
    }

    @Test
    void aReplayStartsWithTheFirstSamplesAndTellsAtOnceWhatStoodBefore() {
        List<PlantEvent> events = new ArrayList<>(Recorded.events(20, 7));
        Occurrence before = events.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .findFirst()
                .orElseThrow();
        long hourBefore = Recorded.START - Times.HOUR;
        events.add(1, Recorded.at(before, "before", hourBefore));
        Path file = folder.resolve("late.mwcap");
        Recorded.record(file, events, true);
        try (Capture capture = Capture.open(file)) {
            assertEquals(hourBefore, capture.extent()[0], "the event can be gone to");
            long first = events.stream()
                    .filter(Frame.class::isInstance)
                    .mapToLong(e -> ((Frame) e).receiveTime())
                    .min()
                    .orElseThrow();
            assertEquals(first, new Replay(capture, true, true).position());
        }
    }

    @Test
    void aReplayStartsWhereTheRecordingBeganAndThePastCanBeGoneBackTo() {
        List<PlantEvent> events = Recorded.events(200, 7);
        Path file = folder.resolve("past.mwcap");
        long began = Recorded.START + 150 * Times.SECOND;
        try (Recorder recorder = new Recorder(
                file,
                Catalogue.standard(),
                Map.of(Recorder.BEGAN, Times.instant(began).toString()),
                Times.HOUR)) {
            events.forEach(recorder::accept);
        }
        try (Capture capture = Capture.open(file)) {
            assertEquals(began, new Replay(capture, true, true).position());
            assertTrue(capture.extent()[0] <= Recorded.START + Times.SECOND, "what came before can be gone to");
            List<PlantEvent> told = new ArrayList<>();
            new Replay(capture, true, false).drain(told::add);
            assertEquals(events.size(), told.size(), "and is told when everything is");
        }
    }

    @Test
    void actionsOfDaysAgoDoNotMakeARecordingLonger() {
        List<PlantEvent> events = new ArrayList<>(Recorded.events(20, 7));
        long ago = Recorded.START - 5 * 24 * Times.HOUR;
        ActionHeader header = new ActionHeader("k", "ada", ActionHeader.ProposerKind.PERSON, ago, ago, 0, "");
        ActionProgress old = new ActionProgress(
                new ControlAction.Drain(header, List.of()),
                ActionStage.CONFIRMED,
                List.of(new ActionProgress.Mark(ActionStage.CONFIRMED, ago, "ada", "")),
                List.of(),
                null,
                new Origin(new EntityId("source:control"), false));
        Path file = folder.resolve("trail.mwcap");
        events.add(1, old);
        Recorded.record(file, events, true);
        try (Capture capture = Capture.open(file)) {
            assertTrue(
                    capture.extent()[0] >= Recorded.START,
                    Times.instant(capture.extent()[0]).toString());
            List<PlantEvent> told = new ArrayList<>();
            new Replay(capture, true, false).drain(told::add);
            assertTrue(told.contains(old), "and it is told all the same");
        }
        Path alone = folder.resolve("alone.mwcap");
        Recorded.record(alone, List.of(old), true);
        try (Capture capture = Capture.open(alone)) {
            assertEquals(ago, capture.extent()[0]);
        }
    }

    @Test
    void samplesThatDoNotFitThePlantAreCountedAndToldAsAGap() {
        List<PlantEvent> events = new ArrayList<>(Recorded.events(20, 7));
        List<PlantEvent> early =
                events.stream().filter(Frame.class::isInstance).limit(8).toList();
        events.addAll(0, early);
        Path file = folder.resolve("gap.mwcap");
        try (Recorder recorder = new Recorder(file, Catalogue.standard(), Map.of(), Times.HOUR)) {
            events.forEach(recorder::accept);
            long lost = early.stream().mapToLong(e -> ((Frame) e).size()).sum();
            assertEquals(lost, recorder.lostSamples());
        }
        List<Gap> gaps = replayed(file).stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
        assertEquals(4, gaps.size(), "one for each metric");
        Gap power = gaps.stream()
                .filter(g -> Recorded.POWER.equals(g.metric()))
                .findFirst()
                .orElseThrow();
        assertEquals(2 * Recorded.GPUS, power.count());
        assertEquals(Recorded.START + Times.SECOND, power.from());
        try (Capture capture = Capture.open(file)) {
            CaptureInfo info = new CaptureInfo(capture);
            assertTrue(info.toJson().contains("\"samples\": " + 2 * Recorded.GPUS), info.toJson());
            assertTrue(info.toText().contains("gap gpu.power"), info.toText());
        }
    }

    @Test
    void aClosedCaptureIsOneFile() {
        Path file = recorded(20, true);
        assertFalse(Files.exists(folder.resolve("a capture #1.mwcap-wal")));
        try (Capture capture = Capture.open(file)) {
            assertEquals("true", capture.meta().get("closed"));
        }
    }

    @Test
    void aKilledRecordingKeepsWhatWasCommitted() throws IOException {
        Path file = recorded(30, false);
        assertTrue(Files.size(folder.resolve("a capture #1.mwcap-wal")) > 0);
        Path killed = folder.resolve("killed.mwcap");
        Files.copy(file, killed);
        Files.copy(folder.resolve("a capture #1.mwcap-wal"), folder.resolve("killed.mwcap-wal"));
        byte[] before = Files.readAllBytes(killed);
        assertSame(Recorded.events(30, 7), recovered(killed));
        assertArrayEquals(before, Files.readAllBytes(killed), "the original stays as it was");
    }

    @Test
    void aWindowOfACaptureEqualsThatOfTheLiveStore() {
        LiveStore store = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run);
        Recorded.events(300, 7).forEach(store::accept);
        try (Capture capture = Capture.open(recorded(300, true))) {
            CaptureHistory history = new CaptureHistory(capture, Runnable::run);
            for (int g = 0; g < Recorded.GPUS; g++) {
                WindowQuery query = WindowQuery.one(
                        Recorded.ENERGY, Recorded.gpu(g), Recorded.START, Recorded.START + 301 * Times.SECOND, 37);
                Window live = store.answer(query).getFirst();
                Window kept = history.answer(query).getFirst();
                assertArrayEquals(live.count(), kept.count());
                assertArrayEquals(live.max(), kept.max());
                assertArrayEquals(live.min(), kept.min());
                assertArrayEquals(live.state(), kept.state());
            }
        }
    }

    private static List<Window> wide(Capture capture) {
        CaptureHistory history = new CaptureHistory(capture, Runnable::run);
        List<Window> windows = new ArrayList<>();
        for (int g = 0; g < Recorded.GPUS; g++) {
            windows.addAll(history.answer(WindowQuery.one(
                    Recorded.THROTTLE, Recorded.gpu(g), Recorded.START, Recorded.START + 1_101 * Times.SECOND, 2)));
        }
        return windows;
    }

    @Test
    void aWideWindowByThePyramidSaysWhatTheSamplesSay() throws Exception {
        Path file = recorded(1_100, true);
        List<Window> byPyramid;
        try (Capture capture = Capture.open(file)) {
            byPyramid = wide(capture);
            for (int g = 0; g < Recorded.GPUS; g++) {
                SampleStats stats = new SampleStats(
                        capture, "gpu.throttle", Recorded.gpu(g), Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
                Window window = byPyramid.get(g);
                assertEquals(stats.max(), Math.max(window.max()[0], window.max()[1]));
                assertEquals(0, window.state()[0]);
                assertTrue(window.count()[0] + window.count()[1] >= 1_100);
            }
            assertEquals(List.of(), capture.problems());
        }
        try (var db = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = db.createStatement()) {
            statement.execute("UPDATE pyramid SET body = zeroblob(100)");
        }
        try (Capture capture = Capture.open(file)) {
            List<Window> bySamples = wide(capture);
            assertTrue(capture.problemCount() > 0, "a bad pyramid is named");
            for (int g = 0; g < Recorded.GPUS; g++) {
                // a second that lies across the edge of the columns counts for both
                assertEquals(
                        1_101, bySamples.get(g).count()[0] + bySamples.get(g).count()[1]);
                for (int c = 0; c < 2; c++) {
                    assertTrue(byPyramid.get(g).max()[c] >= bySamples.get(g).max()[c]);
                    assertTrue(byPyramid.get(g).min()[c] <= bySamples.get(g).min()[c]);
                }
                assertEquals(bySamples.get(g).last()[1], byPyramid.get(g).last()[1]);
            }
        }
    }

    @Test
    void exportedRowsAddUpToTheQuery() throws IOException {
        try (Capture capture = Capture.open(recorded(50, true))) {
            SampleStats stats = new SampleStats(capture, "gpu.energy", null, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
            StringWriter out = new StringWriter();
            CaptureExport.longRows(capture, "gpu.energy", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, out);
            long ok = out.toString().lines().filter(l -> l.contains(",OK,")).count();
            assertEquals(stats.samples(), ok);
            assertEquals(
                    50L * Recorded.GPUS,
                    stats.states().values().stream().mapToLong(Long::longValue).sum());
            assertEquals(ok, stats.states().get(DataState.OK.name()));
        }
    }

    @Test
    void numbersThatJsonHasNoWordForAreNull() {
        try (Capture capture = Capture.open(recorded(50, true))) {
            SampleStats stats = new SampleStats(capture, "gpu.power", null, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
            assertTrue(stats.toJson().contains("\"min\": null"), stats.toJson());
            assertTrue(stats.toJson().contains("\"samples\": " + stats.samples()));
        }
    }

    /** Of a million joules nobody reads the ninth digit, nor of a number beyond all reason any; JSON has all of them. */
    @Test
    void printedNumbersHaveTheDigitsThatTheirUnitIsWorth() {
        try (Capture capture = Capture.open(recorded(50, true))) {
            String joules =
                    new SampleStats(capture, "gpu.energy", null, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2).toText();
            String number = "(-?\\d{1,15}|-?\\d\\.\\d{5}e\\+\\d+)";
            assertTrue(
                    joules.matches("gpu.energy: \\d+ samples, min N, mean N, max N, last N J; .*".replace("N", number)),
                    joules);
        }
    }

    @Test
    void infoCountsEverything() {
        try (Capture capture = Capture.open(recorded(50, true))) {
            CaptureInfo info = new CaptureInfo(capture);
            String json = info.toJson();
            assertTrue(info.simulated());
            assertTrue(json.contains("\"gpu\": 6"), json);
            assertTrue(json.contains("\"xid\": 10"), json);
            assertTrue(json.contains("\"tokensPerSecond\": 5.5"), json);
            assertTrue(json.contains("\"problems\": 0"), json);
        }
    }

    @Test
    void ofAnImportThatRecordedNoProblemsNobodySaysThatThereWereNone() {
        Path file = folder.resolve("before.mwcap");
        Map<String, String> facts = Map.of(ImportReport.FORMAT, "csv");
        try (Recorder recorder = new Recorder(file, Catalogue.standard(), facts, Times.HOUR)) {
            Recorded.events(5, 7).forEach(recorder::accept);
        }
        try (Capture capture = Capture.open(file)) {
            CaptureInfo info = new CaptureInfo(capture);
            assertTrue(info.toText().contains("imported; what could not be read was not recorded"), info.toText());
            assertTrue(info.toJson().contains("\"recorded\": false"), info.toJson());
            assertFalse(info.toText().contains("imported with"), info.toText());
        }
        assertEquals("csv", Glance.at(file).made());
        try (Capture capture = Capture.open(recorded(50, true))) {
            assertFalse(new CaptureInfo(capture).toText().contains("import"), "a recording is no import");
        }
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws IOException {
        Path file = folder.resolve("notes.mwcap");
        Files.writeString(file, "mine");
        String message = assertThrows(
                        CaptureException.class, () -> new Recorder(file, Catalogue.standard(), Map.of(), Times.SECOND))
                .getMessage();
        assertTrue(message.contains("exists already"), message);
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void journalEntriesComeBackInOrderAndTheOldestGo() {
        try (SqliteJournal journal = new SqliteJournal(folder.resolve("j.db"), Times.HOUR, 100_000)) {
            for (int i = 1; i <= 2_000; i++) {
                journal.append(i, Recorded.START + i, new byte[100]);
            }
            assertTrue(journal.oldest() > 1, "oldest " + journal.oldest());
            List<Long> after = new ArrayList<>();
            journal.after(1_990, e -> after.add(e.sequence()));
            assertEquals(List.of(1991L, 1992L, 1993L, 1994L, 1995L, 1996L, 1997L, 1998L, 1999L, 2000L), after);
        }
    }

    @Test
    void aNewLifeOfTheGatewayBeginsWithAnEmptyJournalAndAnEpochOfItsOwn() {
        Path file = folder.resolve("j.db");
        String before;
        try (SqliteJournal journal = new SqliteJournal(file, Times.HOUR, 100_000)) {
            journal.append(7, Recorded.START, new byte[10]);
            before = journal.epoch();
        }
        try (SqliteJournal journal = new SqliteJournal(file, Times.HOUR, 100_000)) {
            assertNotEquals(before, journal.epoch());
            assertEquals(0, journal.oldest());
            journal.after(0, entry -> {
                throw new AssertionError("sequence " + entry.sequence() + " is of another epoch");
            });
        }
    }
}
