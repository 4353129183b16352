package millwright.connectors.redfish;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.fuzz.Said;

/** Server-sent events as they come down one connection. What is no event is said in one line. */
public final class EventStreamFuzz {
    private static final HttpAccess ACCESS = HttpAccess.plain(5_000_000_000L);
    private static final Client CLIENT = client();

    private EventStreamFuzz() {}

    private static Client client() {
        try {
            HttpReader reader = new HttpReader(ACCESS, Document.MAX_BYTES, InstantSource.system());
            return new Client(reader, URI.create("http://127.0.0.1:1"), new Session(ACCESS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean understands(byte[] bytes) {
        AtomicInteger taken = new AtomicInteger();
        EventStream stream = new EventStream(CLIENT, "/events", e -> taken.incrementAndGet(), () -> 1, 0);
        try {
            stream.read(new ByteArrayInputStream(bytes));
            String condition = stream.condition();
            if (!condition.isEmpty()) {
                Said.inOneLine(new IOException(condition));
            }
            return condition.isEmpty() && taken.get() > 0;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
