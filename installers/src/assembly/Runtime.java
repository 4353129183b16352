import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The small Java runtime that is shipped, linked from the JDK that builds. */
final class Runtime {
    private static final String MODULES = String.join(
            ",",
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.scripting",
                    "java.sql",
                    "java.xml",
                    "jdk.jfr",
                    "jdk.management",
                    "jdk.unsupported",
                    "jdk.xml.dom"));

    private Runtime() {}

    /** Links anew only when the JDK or the modules changed; takes some 5 s. */
    static void build(Path folder) throws IOException {
        Path stamp = folder.resolve("linked-from");
        String source = System.getProperty("java.vm.version") + " " + MODULES;
        if (Files.exists(stamp) && Files.readString(stamp).equals(source)) return;
        delete(folder);
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("this JDK has no jlink; install the full JDK 25"));
        int result = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                folder.toString());
        if (result != 0) throw new IOException("jlink ended with " + result);
        Files.writeString(stamp, source);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
