package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    private Path parent = Path.of("");

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList();
        }
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws IOException {
        try (Scratch scratch = Scratch.in(parent, "demo")) {
            Files.writeString(
                    Files.createDirectory(scratch.folder().resolve("deep")).resolve("journal.db"), "x");
            assertTrue(Files.exists(scratch.folder()));
        }
        assertEquals(List.of(), left());
    }

    @Test
    void whatAKilledRunLeftIsTakenAwayByTheNext() throws IOException {
        Path killed = Files.createDirectory(parent.resolve("demo123"));
        Files.createFile(killed.resolve("in-use.lock"));
        Files.writeString(killed.resolve("journal.db"), "x");
        Scratch.in(parent, "demo").close();
        assertFalse(Files.exists(killed));
    }

    @Test
    void aRunThatGoesOnAndFoldersOfOthersAreLeftAlone() throws IOException {
        Path foreign = Files.createDirectory(parent.resolve("demo-notes"));
        Path other = Files.createDirectory(parent.resolve("replay1"));
        Files.createFile(other.resolve("in-use.lock"));
        try (Scratch running = Scratch.in(parent, "demo")) {
            Scratch.in(parent, "demo").close();
            assertTrue(Files.exists(running.folder().resolve("in-use.lock")));
        }
        assertTrue(Files.exists(foreign) && Files.exists(other));
    }

    @Test
    void aRunThatIsJustStartingIsLeftAlone() throws IOException {
        Path starting = Files.createDirectory(parent.resolve("demo123"));
        Files.createFile(starting.resolve("starting.lock"));
        try (Scratch next = Scratch.in(parent, "demo")) {
            assertTrue(Files.exists(starting));
            assertFalse(
                    Files.exists(next.folder().resolve("starting.lock")),
                    "it holds its lock under the name looked for");
            try (FileChannel other = FileChannel.open(next.folder().resolve("in-use.lock"), StandardOpenOption.WRITE)) {
                assertThrows(OverlappingFileLockException.class, other::tryLock, "the lock went along with its name");
            }
        }
    }

    private static Set<Path> demos() throws IOException {
        String own = "millwright-demo-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(p -> String.valueOf(p.getFileName()).startsWith(own))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void aDemoPlantThatCannotStartLeavesNoFolder() throws IOException {
        Set<Path> before = demos();
        assertThrows(
                IllegalStateException.class,
                () -> Origin.simulated("calm", "ada", gateway -> {
                    throw new IllegalStateException("no room to record");
                }));
        assertEquals(before, demos());
    }

    @Test
    void theDemoPlantLeavesNoFolder() throws IOException {
        Path folder;
        try (Origin origin = Origin.simulated("calm", "ada", gateway -> {})) {
            folder = java.util.Objects.requireNonNull(
                    java.util.Objects.requireNonNull(origin.audit()).getParent());
            assertTrue(Files.isDirectory(folder), folder.toString());
        }
        assertFalse(Files.exists(folder), folder.toString());
    }
}
