package millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tree that {@code mvn -DskipTests package} leaves: its program, its runtime and its start cache. */
record Installed(Path tree) {
    static Installed standard() {
        return new Installed(Path.of(System.getProperty("bench.tree", "../target/millwright"))
                .toAbsolutePath()
                .normalize());
    }

    Path program() {
        return tree.resolve("bin/millwright");
    }

    Path cache() {
        return tree.resolve("millwright.aot");
    }

    boolean isThere() {
        return Files.isExecutable(program());
    }

    /** In the order in which the program names them; a cache is only good for that. */
    private String classPath() throws IOException {
        String line = Files.readAllLines(program()).stream()
                .filter(l -> l.startsWith("classpath="))
                .findFirst()
                .orElseThrow(() -> new IOException(program() + " names no class path"));
        return line.substring("classpath=".length())
                .replace("\"", "")
                .replace("$l", tree.resolve("lib").toString());
    }

    /** What the program's own start tells the JVM about compiling. */
    List<String> options() throws IOException {
        return Files.readAllLines(program()).stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(word -> word.startsWith("-XX:"))
                .toList();
    }

    /**
     * A command of the installed runtime.
     *
     * @param options of the JVM @param more classes that the program has not, "" for none
     */
    List<String> java(List<String> options, String more, String... words) throws IOException {
        Path lib = tree.resolve("lib");
        List<String> command = new ArrayList<>();
        command.add(tree.resolve("runtime/bin/java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.lib.path=" + lib,
                "-Dorg.sqlite.lib.name=libsqlitejdbc.so",
                "-DZstdNativePath=" + lib.resolve("libzstd-jni.so")));
        command.addAll(options);
        command.addAll(List.of("-cp", more.isEmpty() ? classPath() : classPath() + ":" + more));
        command.addAll(List.of(words));
        return command;
    }
}
