package millwright.connectors.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.States;
import millwright.fuzz.Scratch;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;

/** A small capture and what it tells, to be compared with what its damaged copies tell. */
record Recording(byte[] bytes, Set<String> told) {
    private static final long START = 1_700_000_000L * Times.SECOND;
    private static final int GPUS = 3;
    private static final Origin ORIGIN = new Origin(new EntityId("source:fuzz"), true);

    static Recording made() {
        Path file = Scratch.empty("capture").resolve("good.mwcap");
        Recorder recorder = new Recorder(file, Catalogue.standard(), Map.of("source", "fuzz"), Times.HOUR);
        events().forEach(recorder::accept);
        recorder.close();
        try (Capture capture = Capture.open(file)) {
            return new Recording(Files.readAllBytes(file), told(capture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PlantEvent> events() {
        List<Entity> gpus = new ArrayList<>();
        for (int i = 0; i < GPUS; i++) {
            gpus.add(new Entity.Gpu(EntityId.of(EntityKind.GPU, "g" + i), "G" + i, i, "made up"));
        }
        List<PlantEvent> events = new ArrayList<>();
        events.add(new PlantChanged(
                1, START, new PlantChange(List.of(), gpus, List.of(), List.of(), List.of(), Map.of()), true));
        for (int s = 1; s <= 4; s++) {
            long time = START + s * Times.SECOND;
            events.add(new Frame(
                    new MetricId("gpu.power"),
                    EntityKind.GPU,
                    1,
                    null,
                    time,
                    time,
                    Times.SECOND,
                    new Column.F32(new float[] {600 + s, 610.5f, Float.NaN}),
                    States.of(new byte[] {0, 0, (byte) DataState.NO_DATA.ordinal()}),
                    ORIGIN));
        }
        events.add(new Occurrence(
                "o",
                "xid",
                Layer.GPU,
                EntityId.of(EntityKind.GPU, "g1"),
                START + 5 * Times.SECOND,
                0,
                START + 5 * Times.SECOND,
                Priority.MEDIUM,
                "XID 79",
                1,
                Map.of("xid", "79"),
                ORIGIN));
        return events;
    }

    private static Set<String> told(Capture capture) {
        Set<String> told = new HashSet<>();
        new Replay(capture, true, false).drain(event -> {
            if (event instanceof Frame f) {
                for (int i = 0; i < f.size(); i++) {
                    told.add(f.metric() + "/" + f.slot(i) + "@" + f.sourceTime() + "="
                            + f.states().at(i) + f.values().asDouble(i));
                }
            }
        });
        return told;
    }

    /** @throws AssertionError when a number is told that was never recorded */
    void check(Capture damaged) {
        new CaptureInfo(damaged).toJson();
        Set<String> wrong = told(damaged);
        wrong.removeAll(told);
        if (!wrong.isEmpty()) {
            throw new AssertionError("numbers that were never recorded: " + wrong);
        }
    }
}
