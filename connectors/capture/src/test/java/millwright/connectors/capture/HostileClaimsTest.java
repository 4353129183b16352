package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.hearing.SmallHeap;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures whose every checksum is right and whose every claim is a lie: read within 256 MiB, what is left out named. */
class HostileClaimsTest {
    private static final int HEAP_MIB = 224;
    private static final int GPUS = 2_000;

    @TempDir
    static Path folder;

    private interface Lie {
        void tell(Tampered t) throws SQLException;
    }

    private static void capture(String name, List<PlantEvent> events, Lie lie) throws IOException {
        Path file = folder.resolve(name);
        Recorded.record(file, events, true);
        try (Tampered t = new Tampered(file)) {
            lie.tell(t);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Much that packs to little. */
    private static List<PlantEvent> wide() {
        List<Entity> gpus = new ArrayList<>();
        for (int i = 0; i < GPUS; i++) {
            gpus.add(new Entity.Gpu(Recorded.gpu(i), "G" + i, i, "GB200"));
        }
        List<PlantEvent> events = new ArrayList<>();
        events.add(new PlantChanged(1, Recorded.START, PlantChange.adding(gpus, List.of()), true));
        for (int s = 1; s <= 360; s++) {
            long time = Recorded.START + s * Times.SECOND;
            events.add(new Frame(
                    Recorded.POWER,
                    EntityKind.GPU,
                    1,
                    null,
                    time,
                    time,
                    Times.SECOND,
                    new Column.F32(new float[GPUS]),
                    States.all(DataState.OK, GPUS),
                    new Origin(new EntityId("source:test"), true)));
        }
        return events;
    }

    /** Text that a packer makes little of, line by line. */
    private static byte[] lines(int count) {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("gpu:").append(Integer.toHexString(random.nextInt())).append('\n');
        }
        return Zipped.pack(text.toString());
    }

    private static String brackets(int count) {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(random.nextBoolean() ? "[]," : "{},");
        }
        return text.append("0]").toString();
    }

    private static String texts(int count) {
        StringBuilder text = new StringBuilder("\"gpu:0\"");
        for (int i = 1; i < count; i++) {
            text.append(",\"gpu:").append(Integer.toHexString(i)).append('"');
        }
        return text.toString();
    }

    private static byte[] withDictionary() {
        byte[] frame = new byte[20];
        byte[] head = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x21, 7, 10, 0x51, 0, 0};
        System.arraycopy(head, 0, frame, 0, head.length);
        return frame;
    }

    private static byte[] claiming(long size) {
        byte[] frame = java.nio.ByteBuffer.allocate(40)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(0xfd2fb528)
                .put((byte) 0xe0)
                .putLong(size)
                .array();
        return frame;
    }

    private static Map<String, String> lies() throws IOException {
        Map<String, String> named = new LinkedHashMap<>();
        List<PlantEvent> few = Recorded.events(12, 3);
        named.put("overlapping", "stand side by side");
        capture("overlapping", wide(), t -> t.copies(t.first("gpu.power"), 90));
        named.put("many-entities", "above 500000");
        capture("many-entities", few, t -> {
            byte[] packed = lines(700_000);
            for (int id = 1; id <= 8; id++) {
                t.slots(id, packed);
            }
        });
        named.put("two-to-the-forty", "unpacks to more than");
        capture("two-to-the-forty", few, t -> t.slots(1, claiming(1L << 40)));
        named.put("dictionary", "is not packed as captures are");
        capture("dictionary", few, t -> t.event(1_000_000, "finding", withDictionary()));
        named.put("thousandfold", "times its size");
        capture("thousandfold", few, t -> t.event(1_000_000, "plant", Zipped.pack(" ".repeat(40 << 20))));
        named.put("no-change", "malformed plant event");
        capture("no-change", few, t -> t.event(1_000_000, "plant", Zipped.pack("{\"revision\":9,\"time\":1}")));
        named.put("no-metric", "metric name must have 1 to 100 characters: ''");
        capture("no-metric", few, t -> t.tile(renamed(t.first("gpu.power"), "")));
        named.put("brackets", "more parts than are read");
        capture(
                "brackets",
                few,
                t -> t.event(
                        1_000_000,
                        "plant",
                        Zipped.pack("{\"revision\":9,\"change\":{\"put\":[{\"is\":\"Gpu\",\"x\":" + brackets(5_000_000)
                                + "}]}}")));
        named.put("many-texts", "more parts than are read");
        capture(
                "many-texts",
                few,
                t -> t.event(
                        1_000_000,
                        "plant",
                        Zipped.pack("{\"revision\":9,\"change\":{\"removed\":[" + texts(2_500_000) + "]}}")));
        named.put("much-metadata", "rows of metadata were left out");
        capture("much-metadata", few, t -> {
            for (int i = 0; i < 30_000; i++) {
                t.meta("k" + i, "v");
            }
        });
        named.put("large-metadata", "rows of metadata were left out");
        capture("large-metadata", few, t -> {
            for (int i = 0; i < 20; i++) {
                t.meta("k" + i, "v".repeat(3 << 20));
            }
        });
        named.put("large-tile", "");
        capture("large-tile", few, t -> {
            TileRow tile = t.first("gpu.power");
            t.slots(77, lines(400_000));
            t.tile(new TileRow(
                    tile.id(),
                    tile.metric(),
                    77,
                    tile.source(),
                    tile.first(),
                    tile.last(),
                    1L << 62,
                    tile.seq(),
                    Division.WRITTEN.count(400_000),
                    tile.ticks()));
        });
        return named;
    }

    private static TileRow renamed(TileRow t, String metric) {
        return new TileRow(
                t.id(), metric, t.slots(), t.source(), t.first(), t.last(), t.hold(), t.seq(), t.parts(), t.ticks());
    }

    @Test
    void whatIsClaimedCostsNoMemoryAndWhatIsLeftOutIsNamed() throws IOException, InterruptedException {
        Map<String, String> named = lies();
        List<String> lines = SmallHeap.lines(
                HEAP_MIB,
                ReadEverything.class,
                named.keySet().stream().map(n -> folder.resolve(n).toString()).toArray(String[]::new));
        named.forEach((name, words) -> assertTrue(
                lines.stream().anyMatch(l -> l.startsWith(name + " read") && l.contains(words)),
                name + " in\n" + String.join("\n", lines)));
    }

    @Test
    void anIndexThatDisagreesWithItsTableIsFound() throws IOException {
        capture("index", Recorded.events(400, 3), t -> {
            t.execute("DROP INDEX tile_by_seq");
            t.execute("CREATE INDEX tile_by_seq ON tile (first)");
            t.execute("PRAGMA writable_schema = ON");
            t.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX tile_by_seq ON tile (seq)' WHERE name ="
                    + " 'tile_by_seq'");
        });
        String said = ReadEverything.read(folder.resolve("index"));
        assertTrue(said.startsWith("refused") && said.contains("damaged database"), said);
    }

    @Test
    void evenUncheckedAnIndexThatDisagreesDoesNotKeepAReaderForEver() throws IOException {
        capture("endless", Recorded.events(400, 3), t -> {
            t.execute("DROP INDEX tile_by_seq");
            t.execute("CREATE INDEX tile_by_seq ON tile (1000000000 - seq)");
            t.execute("PRAGMA writable_schema = ON");
            t.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX tile_by_seq ON tile (seq)' WHERE name ="
                    + " 'tile_by_seq'");
        });
        try (Capture capture = Capture.open(folder.resolve("endless"), false, 0)) {
            new Replay(capture, true, false).drain(event -> {});
            assertTrue(capture.problemCount() > 0);
        }
    }

    @Test
    void aDamagedRowOfATileDoesNotEndTheReplay() throws IOException {
        capture("one-bad-row", Recorded.events(1_000, 3), t -> t.execute("UPDATE tile SET hold = 7 WHERE id = 2"));
        Recorded.record(folder.resolve("no-bad-row"), Recorded.events(1_000, 3), true);
        int[] told = {0, 0};
        try (Capture bad = Capture.open(folder.resolve("one-bad-row"));
                Capture good = Capture.open(folder.resolve("no-bad-row"))) {
            new Replay(bad, true, false).drain(e -> told[0]++);
            new Replay(good, true, false).drain(e -> told[1]++);
            assertEquals(1, bad.problemCount(), bad.problems().toString());
        }
        assertEquals(OpenTile.MAX_TICKS, told[1] - told[0], "the frames of one tile are missing, and no more");
    }

    @Test
    void metadataKeepsItsMarkOfTheEndHoweverMuchStandsBeforeIt() throws IOException {
        capture("late-mark", Recorded.events(5, 3), t -> {
            t.execute("DELETE FROM meta WHERE key = 'closed'");
            for (int i = 0; i < 20_500; i++) {
                t.meta("k" + i, "v");
            }
            t.meta("closed", "true");
        });
        assertTrue(Files.exists(folder.resolve("late-mark")));
        assertTrue(ReadEverything.read(folder.resolve("late-mark")).startsWith("read"));
    }
}
