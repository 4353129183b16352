package millwright.site;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Recorded expositions by path, over HTTP on one port of loopback; a virtual thread for each question. */
final class Exporter implements Peer, AutoCloseable {
    private final Map<String, String> expositions;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    Exporter(Map<String, String> expositions) throws IOException {
        this.expositions = Map.copyOf(expositions);
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        made.setExecutor(threads);
        expositions.forEach((path, text) -> made.createContext(path, x -> {
            try (x) {
                byte[] body = text.getBytes(StandardCharsets.UTF_8);
                x.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
                x.sendResponseHeaders(200, body.length);
                x.getResponseBody().write(body);
            }
        }));
        made.start();
        return made;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void kill() {
        server.stop(0);
    }

    @Override
    public void again() throws IOException {
        server = listen(port);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
