package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names for what a service makes anew at each start. */
class GivenFileTest {
    @TempDir
    private Path folder = Path.of("");

    private String next(String name) {
        return String.valueOf(GivenFile.next(folder.resolve(name)).getFileName());
    }

    private void made(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void whatExistsIsNeverNamedAgain() throws IOException {
        assertEquals("night.mwcap", next("night.mwcap"));
        made("night.mwcap");
        assertEquals("night-2.mwcap", next("night.mwcap"));
        made("night-2.mwcap");
        assertEquals("night-3.mwcap", next("night.mwcap"));
    }

    @Test
    void theNextIsAboveAllThatWere() throws IOException {
        made("night.mwcap", "night-9.mwcap", "night-12.mwcap-wal", "night-x.mwcap", "nightly-40.mwcap", "night-77.csv");
        assertEquals("night-13.mwcap", next("night.mwcap"));
        Files.delete(folder.resolve("night.mwcap"));
        assertEquals("night-13.mwcap", next("night.mwcap"), "also where the first was moved away");
        made("plain");
        assertEquals("plain-2", next("plain"));
    }

    @Test
    void aFolderIsNoFile() {
        assertThrows(IllegalArgumentException.class, () -> GivenFile.next(folder));
        assertThrows(Ends.Unreachable.class, () -> next("missing/night.mwcap"));
    }
}
