package millwright.hearing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests in a process of its own with little memory: what fills the heap there ends it, and with it the test. */
public final class SmallHeap {
    private SmallHeap() {}

    /**
     * What it printed, without the words of the logging; fails when it did not end well.
     *
     * @param mebibytes of heap
     */
    public static List<String> lines(int mebibytes, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + mebibytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = out.lines().filter(l -> !l.startsWith("SLF4J")).toList();
            assertEquals(0, process.waitFor(), String.join("\n", lines));
            return lines;
        }
    }
}
