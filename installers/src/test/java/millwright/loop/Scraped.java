package millwright.loop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.gateway.FeedSource;

/** An exporter on loopback that says at each scrape what it is given, and the source that scrapes it. */
final class Scraped implements AutoCloseable {
    private final HttpServer server;

    /** @param text in the format 0.0.4, asked for at each scrape */
    Scraped(Supplier<String> text) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", x -> {
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            x.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            x.sendResponseHeaders(200, body.length);
            x.getResponseBody().write(body);
            x.close();
        });
        server.start();
    }

    FeedSource source(String name) {
        return prometheus(
                name,
                "every: 200ms\ntargets: [ \"127.0.0.1:" + server.getAddress().getPort() + "\" ]\n");
    }

    /** @param block the rest of its block in a configuration */
    static FeedSource prometheus(String name, String block) {
        SourceProvider provider = ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.protocol().equals("prometheus"))
                .findFirst()
                .orElseThrow();
        ConfigNode node = ConfigNode.parse("site.yaml", "protocol: prometheus\nname: " + name + "\n" + block);
        return new FeedSource(name, "prometheus", false, () -> provider.create(node, InstantSource.system()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
