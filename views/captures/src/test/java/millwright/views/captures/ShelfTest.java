package millwright.views.captures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import millwright.feed.CaptureLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private final List<String> looked = new ArrayList<>();
    private final List<List<CaptureFile>> told = new ArrayList<>();

    private List<CaptureFile> read(Path recording) throws IOException {
        told.clear();
        shelf.read(
                folder,
                recording,
                file -> {
                    looked.add(String.valueOf(file.getFileName()));
                    return new CaptureLabel("plant", CaptureLabel.RECORDED, 1, 2, false, "");
                },
                told::add);
        return told.getLast();
    }

    @Test
    void filesAreToldAtOnceAndEachIsLookedAtOnceUnlessItChanges() throws IOException {
        Path a = Files.writeString(folder.resolve("a.mwcap"), "1");
        Files.writeString(folder.resolve("b.mwcap"), "1");
        read(Path.of(""));
        assertNull(told.getFirst().getFirst().label(), "before it was looked at");
        told.getLast().forEach(row -> assertNotNull(row.label()));
        assertEquals(2, looked.size());
        read(Path.of(""));
        assertEquals(2, looked.size());
        Files.writeString(a, "longer");
        read(Path.of(""));
        assertEquals("a.mwcap", looked.getLast());
        assertEquals(3, looked.size());
    }

    @Test
    void whatIsBeingRecordedIsNotOpened() throws IOException {
        Path a = Files.writeString(folder.resolve("a.mwcap"), "1");
        assertNull(read(a).getFirst().label());
        assertEquals(List.of(), looked);
        assertNotNull(read(Path.of("")).getFirst().label());
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        shelf.read(folder.resolve("none"), Path.of(""), file -> CaptureLabel.unreadable(""), told::add);
        assertEquals(List.of(), told.getLast());
    }
}
