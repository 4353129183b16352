package millwright.connectors.redfish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.RunningTotals;
import millwright.feed.Origin;
import millwright.fuzz.Parts;
import millwright.fuzz.Said;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;

/** A controller that answers what the input says, path by path: surveyed, measured, its events read. Only IOExceptions refuse. */
public final class WalkFuzz {
    private static final AtomicReference<Map<String, String>> RESOURCES = new AtomicReference<>(Map.of());
    private static final URI ADDRESS = serve();
    private static final EntityId SOURCE = new EntityId("source:bmc");
    private static final HttpAccess ACCESS = HttpAccess.plain(5_000_000_000L);
    private static final HttpReader READER = reader();
    private static final long NOW = 1_740_000_000_000_000_000L;

    private WalkFuzz() {}

    private static URI serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("controller").factory()));
            server.createContext("/", WalkFuzz::answer);
            server.start();
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpReader reader() {
        try {
            return new HttpReader(ACCESS, Document.MAX_BYTES, InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = RESOURCES.get().get(exchange.getRequestURI().toString());
            byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    public static boolean understands(byte[] bytes) {
        RESOURCES.set(Parts.of(bytes));
        Client client = new Client(READER, ADDRESS, new Session(ACCESS));
        try {
            Tour tour = new Tour(client, () -> {});
            Inventory found = new Survey(tour, new RedfishConfig.Bmc(ADDRESS, ""), Catalogue.standard()).look();
            Reports reports = new Reports(found, Long.MAX_VALUE / 4);
            new Round(client, found, reports, () -> {}, () -> NOW, new RunningTotals<>(100)).measure();
            Events events = new Events("bmc", SOURCE, new Origin(SOURCE, false));
            for (String text : RESOURCES.get().values()) {
                events(events, text, found);
            }
            return tour.problemCount() == 0 && !found.parts().isEmpty();
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void events(Events events, String text, Inventory found) {
        try {
            Document event = Document.parse(text.getBytes(StandardCharsets.UTF_8), "/event", "");
            events.read(event, found, 0, 1, NOW);
        } catch (Garbled e) {
            Said.inOneLine(e);
        }
    }
}
