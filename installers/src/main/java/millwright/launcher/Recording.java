package millwright.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import millwright.connectors.capture.CaptureException;
import millwright.connectors.capture.Losses;
import millwright.connectors.capture.Recorder;
import millwright.connectors.capture.ShellWord;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.Times;

/**
 * Records what a gateway in this program tells. The feed only queues; one named thread writes. At most
 * {@link #MOST_WAITING} bytes wait: when the disk cannot keep up, samples are left out, counted, and told in the recording
 * as gaps; the plant goes on. Events are never left out: should they alone not find room, the recording ends and says so.
 */
final class Recording implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Recording.class.getName());
    private static final long FLUSH_AFTER = 30 * Times.SECOND;
    private static final long MOST_WAITING = 256L << 20;
    private static final String TOO_SLOW = "the disk did not keep up with the recording";

    private final Path file;
    private final Recorder recorder;
    private final Feed feed;
    private final Consumer<String> problems;
    private final Losses losses = new Losses();
    private final WaitingEvents waiting;
    private final Thread writer;
    private final long since = Origin.now();
    private volatile boolean stopping;
    private final AtomicReference<String> ended = new AtomicReference<>("");

    private Recording(Path file, Recorder recorder, Feed feed, Consumer<String> problems, long mostWaiting) {
        this.file = file;
        this.recorder = recorder;
        this.feed = feed;
        this.problems = problems;
        waiting = new WaitingEvents(mostWaiting);
        writer = Thread.ofPlatform().daemon().name("recorder").unstarted(this::writeAll);
    }

    /** @throws CaptureException when the file exists or cannot be written */
    static Recording of(Origin origin, Path file, Consumer<String> problems) {
        if (origin.gateway() == null) {
            throw new CaptureException("a remote gateway records at its own end: millwright capture record --attach "
                    + ShellWord.of(origin.title()) + " --out " + ShellWord.of(file.toString()));
        }
        Feed feed = origin.gateway().watch("recorder", new Caller("recorder", Role.WATCH), true);
        return of(feed, origin.title(), origin.catalogue(), file, problems);
    }

    /** Of a gateway in this program: whose clock is ours, so that the recording says when it began. */
    static Recording of(Feed feed, String title, Catalogue catalogue, Path file, Consumer<String> problems) {
        Map<String, String> meta = new HashMap<>(about(title));
        meta.put(Recorder.BEGAN, Times.instant(Origin.now()).toString());
        return started(feed, catalogue, meta, file, problems);
    }

    static Recording remote(Feed feed, String title, Catalogue catalogue, Path file, Consumer<String> problems) {
        return started(feed, catalogue, about(title), file, problems);
    }

    private static Map<String, String> about(String title) {
        return Map.of("source", title, "program", "Millwright 0.1.0");
    }

    private static Recording started(
            Feed feed, Catalogue catalogue, Map<String, String> meta, Path file, Consumer<String> problems) {
        Recording recording = prepared(feed, catalogue, meta, file, problems, MOST_WAITING);
        recording.write();
        recording.listen();
        return recording;
    }

    /** A recording that neither listens nor writes yet. @param mostWaiting bytes of events that may wait to be written */
    static Recording prepared(
            Feed feed,
            Catalogue catalogue,
            Map<String, String> meta,
            Path file,
            Consumer<String> problems,
            long mostWaiting) {
        Recorder recorder = new Recorder(file, catalogue, meta, FLUSH_AFTER);
        return new Recording(file, recorder, feed, problems, mostWaiting);
    }

    void listen() {
        feed.open(this::take);
    }

    void write() {
        writer.start();
    }

    private void take(PlantEvent event) {
        if (stopping) {
            return;
        }
        if (event instanceof Frame frame) {
            if (waiting.offer(frame)) {
                losses.endedBy(frame).forEach(this::tell);
            } else {
                losses.lost(frame, TOO_SLOW);
            }
        } else if (!waiting.put(event)) {
            end("the disk cannot keep up; the recording " + file + " was ended");
        }
    }

    /** A gap that finds no room is open again, so that it is told later or at the end. */
    private void tell(Gap gap) {
        if (!waiting.put(gap)) {
            losses.again(gap);
        }
    }

    private void end(String why) {
        stopping = true;
        trouble(why);
    }

    private void trouble(String what) {
        ended.compareAndSet("", what);
        problems.accept(what);
    }

    private void writeAll() {
        try {
            while (!stopping || !waiting.isEmpty()) {
                PlantEvent event = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    recorder.accept(event);
                }
            }
            losses.rest().forEach(recorder::accept);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CaptureException e) {
            end(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the recording " + file + " ended", e);
            end("the recording " + file + " was ended: " + e + "; the log has the details");
        } finally {
            closeFile();
        }
    }

    private void closeFile() {
        try {
            recorder.close();
        } catch (CaptureException e) {
            trouble(String.valueOf(e.getMessage()));
        }
    }

    /** Samples that the recording lacks because the disk did not keep up or they did not fit the plant. */
    long lostSamples() {
        return losses.samples() + recorder.lostSamples();
    }

    /** Why it ended by itself or could not be brought to its end; empty while all is well. Any thread. */
    String ended() {
        String why = ended.get();
        return why == null ? "" : why;
    }

    /** For people: what the recording lacks, or empty. Any thread. */
    String losses() {
        long lost = lostSamples();
        return lost == 0 ? "" : lost + " samples could not be recorded; the capture names the gaps";
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
                trouble("the end of " + file + " is still being written after 60 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
