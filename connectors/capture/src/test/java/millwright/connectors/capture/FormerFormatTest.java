package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture in format 1, as the program wrote it then, is read to the bit. */
class FormerFormatTest {
    private static final int GPUS = 150;
    private static final int TICKS = 400;

    @TempDir
    Path folder;

    /** What was recorded into it. */
    static List<PlantEvent> events() {
        List<Entity> gpus = new ArrayList<>();
        for (int g = 0; g < GPUS; g++) {
            gpus.add(new Entity.Gpu(Recorded.gpu(g), "G" + g, g % 4, "GB200"));
        }
        List<PlantEvent> events = new ArrayList<>();
        events.add(new PlantChanged(1, Recorded.START, PlantChange.adding(gpus, List.of()), true));
        Origin origin = new Origin(new EntityId("source:test"), true);
        for (int t = 0; t < TICKS; t++) {
            float[] power = new float[GPUS];
            double[] energy = new double[GPUS];
            byte[] states = new byte[GPUS];
            for (int g = 0; g < GPUS; g++) {
                power[g] = power(t, g);
                energy[g] = 1e6 * g + 640.5 * t;
                states[g] = state(t, g);
            }
            events.add(frame(Recorded.POWER, t, new Column.F32(power), States.of(states), origin));
            events.add(frame(Recorded.ENERGY, t, new Column.F64(energy), States.all(DataState.OK, GPUS), origin));
        }
        return events;
    }

    private static float power(int t, int g) {
        return (float) ((600_000 + (t * 7_919 + g * 104_729) % 90_000) / 1e3);
    }

    private static byte state(int t, int g) {
        return (byte) ((t + g) % 97 == 0 ? DataState.BAD.ordinal() : DataState.OK.ordinal());
    }

    private static long time(int t) {
        return Recorded.START + t * Times.SECOND;
    }

    private static Frame frame(MetricId metric, int t, Column values, States states, Origin origin) {
        return new Frame(metric, EntityKind.GPU, 1, null, time(t), time(t), 0, values, states, origin);
    }

    private Path file() throws IOException {
        Path file = folder.resolve("format-1.mwcap");
        try (InputStream in = Objects.requireNonNull(FormerFormatTest.class.getResourceAsStream("format-1.mwcap"))) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void everyFrameComesBack() throws IOException {
        List<PlantEvent> told = new ArrayList<>();
        try (Capture capture = Capture.open(file())) {
            new Replay(capture, true, false).drain(told::add);
            capture.readEverything();
            assertEquals(List.of(), capture.problems());
        }
        List<PlantEvent> recorded = events();
        assertEquals(recorded.size(), told.size());
        for (int i = 1; i < told.size(); i++) {
            Frame expected = assertInstanceOf(Frame.class, recorded.get(i));
            Frame actual = assertInstanceOf(Frame.class, told.get(i));
            assertEquals(expected.sourceTime(), actual.sourceTime());
            assertEquals(expected.states(), actual.states());
            switch (expected.values()) {
                case Column.F32(float[] values) ->
                    assertArrayEquals(
                            values,
                            assertInstanceOf(Column.F32.class, actual.values()).values());
                case Column.F64(double[] values) ->
                    assertArrayEquals(
                            values,
                            assertInstanceOf(Column.F64.class, actual.values()).values());
                case Column.I64 _, Column.Histograms _ -> throw new AssertionError("none was recorded");
            }
        }
    }

    @Test
    void windowsOfEntitiesInEachPartAreThoseOfTheirSamples() throws IOException {
        try (Capture capture = Capture.open(file())) {
            for (int g : new int[] {0, 63, 64, 127, 128, 149}) {
                WindowQuery samples = WindowQuery.one(Recorded.POWER, Recorded.gpu(g), time(0), time(TICKS), TICKS);
                Window each = new CaptureHistory(capture, Runnable::run)
                        .answer(samples)
                        .getFirst();
                for (int t = 0; t < TICKS; t++) {
                    boolean ok = state(t, g) == DataState.OK.ordinal();
                    assertEquals(ok ? power(t, g) : Double.NaN, each.last()[t], "GPU " + g + " at " + t);
                }
                WindowQuery whole = WindowQuery.one(Recorded.POWER, Recorded.gpu(g), time(0), time(TICKS), 1);
                Window byPyramid =
                        new CaptureHistory(capture, Runnable::run).answer(whole).getFirst();
                float highest = 0;
                for (int t = 0; t < TICKS; t++) {
                    highest = state(t, g) == DataState.OK.ordinal() ? Math.max(highest, power(t, g)) : highest;
                }
                assertEquals(highest, byPyramid.max()[0], "GPU " + g);
            }
            assertEquals(List.of(), capture.problems());
        }
    }
}
