package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.Finding;
import millwright.feed.Gap;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a seek tells of what happened before: no more than a desk keeps, each once, in the order of arrival. */
class EventIndexTest {
    private static final int MORE = 700;

    @TempDir
    Path folder;

    private static Occurrence occurrence(int i) {
        return new Occurrence(
                "o" + i,
                "xid",
                Layer.GPU,
                Recorded.gpu(i % Recorded.GPUS),
                Recorded.START + i * Times.MILLI,
                0,
                Recorded.START + i * Times.MILLI,
                Priority.LOW,
                "XID 79",
                1,
                Map.of(),
                new Origin(new EntityId("source:test"), true));
    }

    private static Gap gap(int i) {
        return new Gap(null, null, Recorded.START + i, Recorded.START + i + 1, i, "lost");
    }

    private Path recorded() {
        List<PlantEvent> events = new ArrayList<>(Recorded.events(5, 7));
        for (int i = 0; i < 3; i++) {
            events.add(gap(i));
        }
        for (int i = 0; i < Bounds.RECENT + MORE; i++) {
            events.add(occurrence(i));
        }
        Path file = folder.resolve("long.mwcap");
        Recorded.record(file, events, true);
        return file;
    }

    private static List<PlantEvent> told(Path file) {
        List<PlantEvent> told = new ArrayList<>();
        try (Capture capture = Capture.open(file)) {
            EventIndex index = new EventIndex(capture, true, List.of());
            index.tell(index.lastWords(index.size()), told::add);
        }
        return told;
    }

    private static List<String> occurrences(List<PlantEvent> told) {
        return told.stream()
                .filter(Occurrence.class::isInstance)
                .map(e -> ((Occurrence) e).id())
                .toList();
    }

    @Test
    void ofWhatNothingReplacesTheNewestAreToldInOrderAndOfTheRestTheLastWord() {
        List<PlantEvent> told = told(recorded());
        List<String> newest = new ArrayList<>();
        for (int i = MORE; i < Bounds.RECENT + MORE; i++) {
            newest.add("o" + i);
        }
        assertEquals(newest, occurrences(told));
        assertEquals(3, told.stream().filter(Gap.class::isInstance).count(), "events do not push out gaps");
        assertEquals(1, told.stream().filter(Finding.class::isInstance).count());
    }
}
