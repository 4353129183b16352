package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import millwright.connectors.capture.Recorder;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a capture of which one row of values is damaged. */
class DamagedCaptureTest {
    private static final long START = 1_700_000_000L * Times.SECOND;
    private static final int NODES = 100;
    private static final int SECONDS = 10;

    /** The first row of values is of the first 64 nodes. */
    private static final int LOST = 64 * SECONDS;

    private static final int KEPT = NODES * SECONDS - LOST;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void recordAndDamage() throws SQLException {
        try (Recorder recorder = new Recorder(file(), Catalogue.standard(), Map.of(), Times.HOUR)) {
            List<Entity> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                EntityId id = EntityId.of(EntityKind.NODE, "n" + (1_000 + i));
                nodes.add(new Entity.Node(id, "N" + i, "host", RackSlot.full(3, 2)));
            }
            PlantChange plant = new PlantChange(List.of(), nodes, List.of(), List.of(), List.of(), Map.of());
            recorder.accept(new PlantChanged(1, START, plant, true));
            for (int s = 1; s <= SECONDS; s++) {
                recorder.accept(frame(START + s * Times.SECOND));
            }
        }
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement s = db.createStatement()) {
            s.execute("UPDATE part SET crc = crc + 1 WHERE id = (SELECT min(id) FROM part)");
        }
    }

    private static Frame frame(long time) {
        float[] watts = new float[NODES];
        Arrays.fill(watts, 4_000);
        return new Frame(
                new MetricId("node.power"),
                EntityKind.NODE,
                1,
                null,
                time,
                time,
                Times.SECOND,
                new Column.F32(watts),
                States.all(DataState.OK, NODES),
                new Origin(new EntityId("source:test"), false));
    }

    private Path file() {
        return folder.resolve("damaged.mwcap");
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    /** The lines about problems, as {@code capture info} says them. */
    private String named() {
        assertEquals(Ends.PROBLEM, run("capture", "info", file().toString()));
        String said = out.toString();
        out.getBuffer().setLength(0);
        String lines = said.substring(said.indexOf("  problems:"));
        assertTrue(lines.contains("part 0 of tile 1 of node.power does not match its checksum"), lines);
        return lines.stripTrailing();
    }

    @Test
    void anExportNamesWhatWasLeftOutAndShowsWhere() throws IOException {
        String named = named();
        Path csv = folder.resolve("power.csv");
        String out = csv.toString();
        assertEquals(Ends.PROBLEM, run("capture", "export", file().toString(), "--metric", "node.power", "--out", out));
        assertTrue(err.toString().contains(named), err::toString);
        List<String> lines = Files.readAllLines(csv);
        assertEquals(1 + LOST + KEPT, lines.size());
        assertEquals(LOST, lines.stream().filter(l -> l.endsWith(",BAD,,")).count());
        assertEquals(KEPT, lines.stream().filter(l -> l.contains(",OK,4000")).count());
    }

    @Test
    void aWideExportNamesItTooAndLeavesTheCellsEmpty() {
        String named = named();
        assertEquals(Ends.PROBLEM, run("capture", "export", file().toString(), "--metric", "node.power", "--wide"));
        assertTrue(err.toString().contains(named), err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals(1 + SECONDS, lines.size());
        assertTrue(lines.get(1).contains("Z" + ",".repeat(65) + "4000"), lines.get(1));
    }

    @Test
    void aQueryNamesWhatWasLeftOutAndCountsAllOfIt() {
        String named = named();
        assertEquals(Ends.PROBLEM, run("capture", "query", file().toString(), "--metric", "node.power"));
        assertTrue(err.toString().contains(named), err::toString);
        assertTrue(out.toString().contains(KEPT + " samples, min 4000"), out::toString);
        assertTrue(out.toString().contains("states {BAD=" + LOST + ", OK=" + KEPT + "}"), out::toString);
    }

    @Test
    void aQueryOfWhatIsSoundSaysNothingMore() {
        String sound = "node:n" + (1_000 + NODES - 1);
        String[] words = {"capture", "query", file().toString(), "--metric", "node.power", "--entity", sound};
        assertEquals(Ends.DONE, run(words));
        assertEquals("", err.toString());
        assertTrue(out.toString().contains("states {OK=" + SECONDS + "}"), out::toString);
    }
}
