package millwright.loop;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program in a process of its own, from the class path of the tests. A virtual thread reads what it prints. */
public final class GatewayProcess {
    private static final int PATIENCE_SECONDS = 60;
    private static final String SAYS = " listens on ";

    private final Process process;
    private final StringBuffer said = new StringBuffer();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private GatewayProcess(Process process) {
        this.process = process;
    }

    /** Starts it. @param folder where it has its temporary files */
    public static GatewayProcess start(Path folder, String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "millwright.launcher.Main"));
        line.addAll(List.of(args));
        GatewayProcess started = new GatewayProcess(
                new ProcessBuilder(line).redirectErrorStream(true).start());
        Thread.ofVirtual().start(started::read);
        return started;
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.contains(SAYS)) {
                    port.complete(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        port.completeExceptionally(new IllegalStateException("it ended and said: " + said));
    }

    /** Where it listens; waits until it says so. */
    public int port() {
        try {
            return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no gateway; it said: " + said, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL: no shutdown hook runs. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
