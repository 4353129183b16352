package millwright.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import millwright.connectors.capture.CaptureException;
import millwright.connectors.capture.Recorder;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.Times;

/**
 * Records what a gateway in this program tells. The feed only queues; one named thread writes. Bounded by
 * {@link #MOST_WAITING} events: when the disk cannot keep up, the recording ends and says so, the plant goes on.
 */
final class Recording implements AutoCloseable {
    private static final long FLUSH_AFTER = 30 * Times.SECOND;
    private static final int MOST_WAITING = 200_000;

    private final Path file;
    private final Recorder recorder;
    private final Feed feed;
    private final Consumer<String> problems;
    private final BlockingQueue<PlantEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private final long since = Origin.now();
    private volatile boolean stopping;

    private Recording(Path file, Recorder recorder, Feed feed, Consumer<String> problems) {
        this.file = file;
        this.recorder = recorder;
        this.feed = feed;
        this.problems = problems;
        writer = Thread.ofPlatform().daemon().name("recorder").unstarted(this::write);
    }

    /** @throws CaptureException when the file exists or cannot be written */
    static Recording of(Origin origin, Path file, Consumer<String> problems) {
        if (origin.gateway() == null) {
            throw new CaptureException("a remote gateway records at its own end: millwright capture record --attach "
                    + origin.title() + " --out " + file);
        }
        Feed feed = origin.gateway().watch("recorder", new Caller("recorder", Role.WATCH), true);
        return of(feed, origin.title(), origin.catalogue(), file, problems);
    }

    static Recording of(Feed feed, String title, Catalogue catalogue, Path file, Consumer<String> problems) {
        Recorder recorder =
                new Recorder(file, catalogue, Map.of("source", title, "program", "Millwright 0.1.0"), FLUSH_AFTER);
        Recording recording = new Recording(file, recorder, feed, problems);
        recording.writer.start();
        feed.open(recording::take);
        return recording;
    }

    private void take(PlantEvent event) {
        if (!stopping && !waiting.offer(event)) {
            stopping = true;
            problems.accept("the disk cannot keep up; the recording " + file + " was ended");
        }
    }

    private void write() {
        try {
            while (!stopping || !waiting.isEmpty()) {
                PlantEvent event = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    recorder.accept(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CaptureException e) {
            stopping = true;
            problems.accept(String.valueOf(e.getMessage()));
        } finally {
            recorder.close();
        }
    }

    Path file() {
        return file;
    }

    long bytes() {
        return recorder.bytes();
    }

    long samples() {
        return recorder.samples();
    }

    long since() {
        return since;
    }

    @Override
    public void close() {
        feed.close();
        stopping = true;
        try {
            if (!writer.join(Duration.ofSeconds(60))) {
                problems.accept("the end of " + file + " is still being written after 60 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
