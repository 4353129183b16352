package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import millwright.hearing.SmallHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows of a capture changed by a stranger, most with checksums that are right: each gives a clear error or a correct read
 * within 5 s and 256 MiB, and what was not touched is read as it was recorded, or its loss is named.
 */
class ChangedRowsTest {
    private static final int CHANGES = 500;

    @TempDir
    Path folder;

    @Test
    void fiveHundredChangesOfRowsGiveAClearErrorOrACorrectRead() throws IOException, InterruptedException {
        Path good = folder.resolve("good.mwcap");
        Recorded.record(good, Recorded.events(128, 3), true);
        List<String> lines = SmallHeap.lines(224, ReadChanged.class, good.toString(), Integer.toString(CHANGES));
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(l -> !l.matches("\\d+ (un)?signed .*: (read|refused: .+|left out: .+)"))
                        .toList());
        assertEquals(CHANGES, lines.size());
        for (String outcome : List.of(": read", ": refused: ", ": left out: ")) {
            assertTrue(
                    lines.stream().filter(l -> l.contains(outcome)).count() > CHANGES / 50,
                    () -> outcome + " in\n" + String.join("\n", lines));
        }
    }
}
