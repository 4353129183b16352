package millwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A screen in memory (Xvfb) for processes that draw. One thread; the server ends with {@link #close}. */
final class Screen implements AutoCloseable {
    private static final Path XVFB = Path.of("/usr/bin/Xvfb");

    private final Process server;
    private final String display;

    private Screen(Process server, String display) {
        this.server = server;
        this.display = display;
    }

    static boolean available() {
        return Files.isExecutable(XVFB);
    }

    static Screen open() throws IOException {
        Process server = new ProcessBuilder(
                        XVFB.toString(), "-displayfd", "1", "-screen", "0", "1600x900x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String number = server.inputReader(StandardCharsets.UTF_8).readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        return new Screen(server, ":" + number.strip());
    }

    String display() {
        return display;
    }

    /** Runs a class of this module with full-speed pulses of the software pipeline and gives its last line. */
    String run(List<String> options, String main, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dprism.order=sw",
                "-Djavafx.animation.fullspeed=true",
                "-Djavafx.pulseLogger=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DISPLAY", display);
        builder.environment().remove("WAYLAND_DISPLAY");
        Process process = builder.start();
        String last = "";
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line;
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(main + " " + String.join(" ", words) + " ended with " + process.exitValue());
        }
        return last;
    }

    /** Starts a class of this module with pulses as in a shipped program and leaves its streams to the caller. */
    Process start(ProcessBuilder.Redirect errors, String main, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dprism.order=sw"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().put("DISPLAY", display);
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.start();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
