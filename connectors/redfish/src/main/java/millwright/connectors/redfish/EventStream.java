package millwright.connectors.redfish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import millwright.connectors.source.Backoff;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events of one controller on a thread and a connection of its own, and opens them again when they end. A
 * stream that was silent for {@value #SILENT_MINUTES} minutes is taken for half-open. Lines and events are bounded.
 */
final class EventStream implements AutoCloseable {
    private static final int SILENT_MINUTES = 15;
    private static final int MOST = 1 << 20;
    private static final String ENDED = "the stream of events ended";

    private final Client client;
    private final String path;
    private final Consumer<Document> events;
    private final LongSupplier clock;
    private final int tries;
    private final Thread thread;
    private volatile long heard;
    private volatile @Nullable InputStream open;
    private volatile String condition = "";
    private volatile boolean gaveUp;
    private boolean told;

    /** @param tries openings in a row that may fail before it gives up; 0 when it never does */
    EventStream(Client client, String path, Consumer<Document> events, LongSupplier clock, int tries) {
        this.tries = tries;
        this.client = client;
        this.path = path;
        this.events = events;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("redfish-events").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What is wrong with it, empty when nothing is. */
    String condition() {
        return condition;
    }

    boolean isOpen() {
        return open != null;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    /** Ends a stream that nothing was heard from for long; it is opened again. */
    void look() {
        if (open != null && clock.getAsLong() - heard > SILENT_MINUTES * Times.MINUTE) {
            shut();
        }
    }

    private void run() {
        int failures = 0;
        int refused = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = Long.MAX_VALUE;
                told = false;
                try (InputStream body = client.open(path)) {
                    open = body;
                    began = clock.getAsLong();
                    heard = began;
                    condition = "";
                    refused = 0;
                    read(body);
                    condition = ENDED;
                } catch (IOException e) {
                    condition = "no stream of events: " + e.getMessage();
                    refused++;
                } finally {
                    open = null;
                }
                if (tries > 0 && refused >= tries) {
                    gaveUp = true;
                    return;
                }
                failures = failures(failures, told, Math.max(0, clock.getAsLong() - began));
                TimeUnit.NANOSECONDS.sleep(Backoff.after(2 * Times.SECOND, failures));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Failures in a row when a stream is over: one that ended at once and told nothing is as good as none.
     *
     * @param before it @param told whether an event came @param lived ns
     */
    static int failures(int before, boolean told, long lived) {
        return told || lived >= Times.MINUTE ? 1 : before + 1;
    }

    /** Takes events until the stream ends. */
    void read(InputStream body) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 8_192);
        StringBuilder line = new StringBuilder();
        StringBuilder data = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                heard = clock.getAsLong();
                take(line.toString(), data);
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() + data.length() > MOST) {
                throw new IOException("one event is larger than " + (MOST >> 20) + " MiB");
            }
        }
    }

    private void take(String line, StringBuilder data) {
        if (line.startsWith("data:")) {
            data.append(line, line.startsWith("data: ") ? 6 : 5, line.length()).append('\n');
        } else if (line.isEmpty() && !data.isEmpty()) {
            told = true;
            try {
                events.accept(Document.parse(data.toString().getBytes(StandardCharsets.UTF_8), path, ""));
            } catch (Garbled e) {
                condition = "an event could not be understood: " + e.getMessage();
            } catch (RuntimeException e) {
                // one event that cannot be taken must not end the stream for good
                condition = "an event could not be taken: " + e.getMessage();
            }
            data.setLength(0);
        }
    }

    private void shut() {
        InputStream body = open;
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                condition = "the stream of events could not be closed: " + e.getMessage();
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        shut();
    }
}
