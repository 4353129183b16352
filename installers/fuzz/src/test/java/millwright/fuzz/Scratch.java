package millwright.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder of this process, in memory where the machine has such, for parsers that want a file. One thread. */
public final class Scratch {
    private static final Path FOLDER = folder();

    private Scratch() {}

    private static Path folder() {
        Path memory = Path.of("/dev/shm");
        try {
            Path folder = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "millwright-fuzz")
                    : Files.createTempDirectory("millwright-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> empty(folder, true)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same file each time, holding these bytes. */
    public static Path file(String name, byte[] bytes) {
        Path file = FOLDER.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same folder each time, with nothing in it. */
    public static Path empty(String name) {
        Path folder = FOLDER.resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        empty(folder, false);
        return folder;
    }

    private static void empty(Path folder, boolean itself) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (itself || !one.equals(folder)) {
                    Files.delete(one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
