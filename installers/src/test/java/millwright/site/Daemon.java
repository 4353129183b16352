package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** A daemon of a Debian package, as its script in {@code .ci/site} started it in a folder of its own. */
public class Daemon implements Peer {
    private final Path script;
    private final Path folder;
    private final Properties said = new Properties();

    /** @param property names the folder @param script of those in {@code .ci/site} */
    Daemon(String property, String script) {
        this.folder = Path.of(System.getProperty(property, ""));
        this.script = checkout().resolve(".ci/site/" + script);
        try (var in = Files.newBufferedReader(folder.resolve("site"))) {
            said.load(in);
        } catch (IOException e) {
            fail(e);
        }
    }

    private static Path checkout() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".ci/site"))) {
                return at;
            }
        }
        return fail("no .ci/site around " + Path.of("").toAbsolutePath());
    }

    final String said(String key) {
        String value = said.getProperty(key);
        return value == null ? fail(folder + " does not say " + key) : value;
    }

    final void tell(String command, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("bash", script.toString(), command, folder.toString()));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line).inheritIO().start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), line.toString());
        assertEquals(0, process.exitValue(), line.toString());
    }

    @Override
    public final void kill() throws IOException, InterruptedException {
        tell("kill");
    }

    @Override
    public final void again() throws IOException, InterruptedException {
        tell("again");
    }

    /** Another of the daemons that the same script started. */
    final Peer behind(String name) {
        return new Peer() {
            @Override
            public void kill() throws IOException, InterruptedException {
                tell("kill", name);
            }

            @Override
            public void again() throws IOException, InterruptedException {
                tell("again", name);
            }
        };
    }

    /** What a tool of the daemon's own says. */
    static final String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    /** The feed of a block, as a gateway makes it. */
    static final Feed source(String block) {
        ConfigNode node = ConfigNode.parse("site.yaml", block);
        return ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.protocol().equals(node.text("protocol")))
                .findFirst()
                .orElseThrow()
                .create(node, InstantSource.system());
    }
}
