package millwright.connectors.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.fuzz.Said;

/**
 * A port that answers whatever it is asked with the input and hangs up. Every protocol that looks for sources without a
 * secret asks it; what one takes for its own must make a block of a configuration. Only an IOException refuses.
 */
public final class ProbesFuzz {
    private static final AtomicReference<byte[]> ANSWER = new AtomicReference<>(new byte[0]);
    private static final Door DOOR = new Door("127.0.0.1", listen(), Duration.ofSeconds(2), Map.of());
    private static final List<SourceProbe> PROBES = ServiceLoader.load(SourceProvider.class).stream()
            .map(p -> p.get().probe())
            .flatMap(Optional::stream)
            .filter(p -> p.secrets().isEmpty())
            .toList();

    private ProbesFuzz() {}

    private static int listen() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().name("stranger").start(() -> serve(server));
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket server) {
        while (true) {
            try {
                Socket asked = server.accept();
                Thread.ofVirtual().start(() -> answer(asked));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket asked) {
        try (asked) {
            asked.setSoTimeout(1_000);
            if (asked.getInputStream().read(new byte[8_192]) > 0) {
                asked.getOutputStream().write(ANSWER.get());
                asked.shutdownOutput();
                // so that what was not read resets no connection
                asked.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            return; // who asked has hung up
        }
    }

    public static boolean understands(byte[] bytes) {
        ANSWER.set(bytes);
        boolean found = false;
        for (SourceProbe probe : PROBES) {
            found |= asked(probe);
        }
        return found;
    }

    private static boolean asked(SourceProbe probe) {
        try {
            Optional<Found> found = probe.ask(DOOR);
            found.ifPresent(f -> ConfigNode.parse("found.yaml", "sources:\n" + probe.blocks(List.of(f))));
            return found.isPresent();
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
