import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that is shipped: bin, lib, runtime, and the cache that makes the start faster. */
record Tree(Path root) {
    Path runtime() {
        return root.resolve("runtime");
    }

    Path lib() {
        return root.resolve("lib");
    }

    Path cache() {
        return root.resolve("millwright.aot");
    }

    /** Copies the program's jar and the jars of the class path, in its order, and removes every other file from lib. */
    List<Path> fillLib(Path program, String classpath) throws IOException {
        Path lib = Files.createDirectories(lib());
        List<Path> jars = new ArrayList<>(List.of(copy(program, lib)));
        for (String entry : classpath.split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !jar.getFileName().equals(program.getFileName())) jars.add(copy(jar, lib));
            else if (Files.isDirectory(jar) && !jar.endsWith("installers/target/classes")) {
                throw new IOException(entry + " is a folder, not a jar; run the phase package, not compile");
            }
        }
        Set<Path> wanted = new HashSet<>(jars);
        if (wanted.size() != jars.size()) throw new IOException("two jars of one name in " + jars);
        try (Stream<Path> present = Files.list(lib)) {
            for (Path file : present.toList()) if (!wanted.contains(file)) Files.delete(file);
        }
        return jars;
    }

    Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Leaves an equal jar untouched: the cache knows jars by size and time. */
    private static Path copy(Path jar, Path folder) throws IOException {
        Path copy = folder.resolve(jar.getFileName());
        if (!Files.exists(copy) || Files.mismatch(jar, copy) >= 0) {
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
