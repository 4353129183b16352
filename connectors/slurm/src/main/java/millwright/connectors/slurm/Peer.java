package millwright.connectors.slurm;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.HttpReader.Answer;
import millwright.connectors.source.PeerDate;
import millwright.connectors.source.Secret;

/** One slurmrestd over the network or its unix socket. Any thread; blocks for at most twice the timeout. */
final class Peer implements AutoCloseable {
    private final URI base;
    private final String user;
    private final Optional<Secret> token;
    private final HttpReader network;
    private final Optional<SocketReader> socket;

    Peer(SlurmConfig config, InstantSource clock) throws IOException {
        HttpAccess access = config.access();
        base = config.url();
        user = config.user();
        token = access.token();
        // the token goes in a header of Slurm's own, not in the usual one
        network = new HttpReader(access.bare(), clock);
        socket = config.socket().map(path -> new SocketReader(path, access.timeout()));
    }

    /** @param path absolute, with its query @param body JSON, empty for none @throws IOException in one line */
    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (!user.isEmpty()) {
            headers.put("X-SLURM-USER-NAME", user);
        }
        if (token.isPresent()) {
            headers.put("X-SLURM-USER-TOKEN", token.get().read());
        }
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return socket.isPresent()
                ? socket.get().send(method, path, headers, bytes)
                : network.send(method, base.resolve(path), headers, bytes);
    }

    /** Empty where it is asked by its socket, on this machine, or does not say. */
    Optional<PeerDate> clock() {
        return socket.isPresent() ? Optional.empty() : network.clockOf(base);
    }

    String renewal() {
        return network.renewal();
    }

    @Override
    public void close() {
        network.close();
    }
}
