import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Native libraries laid beside the jars of a Linux tree: JavaFX finds them there by itself, SQLite and zstd are told where.
 * From inside their jars each start would unpack and compare them, a third of a second. Elsewhere the jars do.
 */
final class Natives {
    private Natives() {}

    static void unpack(Path lib, List<Path> jars) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) return;
        String arch = System.getProperty("os.arch");
        String sqlite = "org/sqlite/native/Linux/" + (arch.equals("amd64") ? "x86_64" : arch) + "/libsqlitejdbc.so";
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            if (name.startsWith("javafx-graphics-")) unpack(jar, lib, Map.of());
            else if (name.startsWith("sqlite-jdbc-")) unpack(jar, lib, Map.of(sqlite, "libsqlitejdbc.so"));
            else if (name.startsWith("zstd-jni-")) {
                String version = name.substring("zstd-jni-".length(), name.length() - ".jar".length());
                unpack(jar, lib, Map.of("linux/" + arch + "/libzstd-jni-" + version + ".so", "libzstd-jni.so"));
            }
        }
    }

    /** @param named entries to take and what to call them; without any, every library at the root of the jar */
    private static void unpack(Path jar, Path lib, Map<String, String> named) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                boolean root = named.isEmpty() && name.endsWith(".so") && !name.contains("/");
                if (root || named.containsKey(name)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, lib.resolve(named.getOrDefault(name, name)), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
