package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import millwright.feed.CaptureLabel;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("one.mwcap");
    }

    @Test
    void aRecordingSaysWhenAndOfWhatAndThatItIsSimulated() {
        List<PlantEvent> events = new ArrayList<>(Recorded.events(20, 1));
        Entity site = new Entity.Site(EntityId.of(EntityKind.SITE, "s"), "Fjordgate", ZoneOffset.UTC);
        PlantChange named = new PlantChange(List.of(), List.of(site), List.of(), List.of(), List.of(), Map.of());
        events.add(new PlantChanged(2, Recorded.START, named, false));
        Recorded.record(file, events, true);
        CaptureLabel label = Glance.at(file);
        try (Capture capture = Capture.open(file)) {
            assertEquals(capture.extent()[0], label.from());
            assertEquals(capture.extent()[1], label.to());
        }
        assertEquals(Recorded.START + 20 * Times.SECOND, label.to());
        assertEquals("Fjordgate", label.plant());
        assertEquals(CaptureLabel.RECORDED, label.made());
        assertTrue(label.simulated());
        assertEquals("", label.problem());
    }

    @Test
    void whatHoldsNothingHasNoTimes() {
        Recorded.record(file, List.<PlantEvent>of(), true);
        CaptureLabel label = Glance.at(file);
        assertEquals(new CaptureLabel("", CaptureLabel.RECORDED, 0, 0, false, ""), label);
        try (Capture capture = Capture.open(file)) {
            String text = new CaptureInfo(capture).toText();
            assertTrue(text.contains("holds no times"), text);
        }
    }

    @Test
    void whatCannotBeOpenedSaysWhyWithoutItsNameAgain() throws IOException {
        Recorded.record(file, Recorded.events(5, 1), false);
        CaptureLabel killed = Glance.at(file);
        assertTrue(killed.problem().startsWith("the recording was not closed"), killed.problem());
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.mwcap"), Arrays.copyOf(bytes, 3000));
        assertFalse(Glance.at(cut).problem().isEmpty());
        assertFalse(
                Glance.at(cut).problem().contains(cut.toString()),
                Glance.at(cut).problem());
        assertEquals("there is no such file", Glance.at(folder.resolve("none")).problem());
    }
}
