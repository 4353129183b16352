package millwright.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.Check;
import millwright.connectors.capture.Glance;
import millwright.desk.shell.Desk;
import millwright.feed.CaptureLabel;
import millwright.feed.Sessions;
import org.jspecify.annotations.Nullable;

/** What screens may ask of the program: another source, a recording. Slow work runs on virtual threads. */
final class DeskSessions implements Sessions, AutoCloseable {
    private final SourceOptions options;
    private Origin origin;
    private @Nullable Recording recording;
    private @Nullable Recording stopping;
    private @Nullable Thread closing;
    private @Nullable Desk desk;
    private @Nullable Wish wished;
    private String problem = "";

    DeskSessions(Origin origin, SourceOptions options) {
        this.origin = origin;
        this.options = options;
    }

    synchronized void shownIn(Desk window) {
        desk = window;
        check(origin);
    }

    /** A capture too large to be checked before use is checked now; until then, and if it is damaged, it says so. */
    private synchronized void check(Origin shown) {
        Capture capture = shown.recorded();
        if (capture != null && capture.check() == Check.UNCHECKED) {
            if (desk != null) {
                desk.warn(remark(capture));
            }
            capture.checkInBackground(
                    found -> Thread.ofVirtual().name("capture-check").start(() -> told(capture, found)));
        }
    }

    private synchronized void told(Capture capture, Check found) {
        if (desk != null && origin.recorded() == capture) {
            if (found == Check.DAMAGED) {
                desk.warn(remark(capture));
            } else {
                desk.say(capture.file() + " is checked: sound");
            }
        }
    }

    private static String remark(Capture capture) {
        return switch (capture.check()) {
            case CHECKED -> "";
            case UNCHECKED -> capture.file().getFileName() + " is unchecked: it is large, and is being checked now";
            case DAMAGED ->
                capture.file().getFileName()
                        + " is damaged, what it shows may be incomplete; capture verify says where";
        };
    }

    /** Makes another source; whatever it had made is closed when it throws. */
    interface Source {
        Origin open() throws IOException;
    }

    /** What is shown from the beginning gives way, unless something else was opened meanwhile. */
    void begin(Origin first, Origin next) {
        synchronized (this) {
            if (origin == first) {
                origin = next;
                if (desk != null) {
                    desk.replaceSource(next.feed(), next.history());
                }
                return;
            }
        }
        next.close();
    }

    /** One wish for another source; only the last one counts. */
    private record Wish(String what, long began, AtomicReference<@Nullable Thread> worker) {
        void interrupt() {
            Thread opener = worker.get();
            if (opener != null) {
                opener.interrupt();
            }
        }
    }

    @Override
    public void openCapture(Path capture) {
        change(String.valueOf(capture.getFileName()), "opened " + capture, () -> Origin.capture(capture, options));
    }

    @Override
    public CaptureLabel label(Path capture) {
        return Glance.at(capture);
    }

    @Override
    public void attach(String hostPort) {
        change(hostPort, "attached to " + hostPort, () -> Origin.attached(hostPort, options));
    }

    void change(String what, String done, Source source) {
        Wish wish = new Wish(what, System.nanoTime(), new AtomicReference<>());
        Thread opener = Thread.ofVirtual().name("session").unstarted(() -> open(wish, done, source));
        wish.worker().set(opener);
        Wish before;
        synchronized (this) {
            before = wished;
            wished = wish;
        }
        if (before != null) {
            before.interrupt();
        }
        opener.start();
    }

    private void open(Wish wish, String done, Source source) {
        Origin next;
        try {
            next = source.open();
        } catch (IOException | RuntimeException e) {
            if (over(wish)) {
                warn(String.valueOf(e.getMessage()));
            }
            return;
        }
        try {
            Origin before = swap(wish, next);
            if (before == null) {
                next.close(); // nobody waits for it any more, and nobody has seen it
            } else {
                show(next, before, done);
            }
        } catch (RuntimeException e) {
            warn(String.valueOf(e.getMessage()));
        }
    }

    /** What was shown before is closed whatever happens. */
    private void show(Origin next, Origin before, String done) {
        try {
            Desk window = window();
            stopRecording();
            if (window != null) {
                window.replaceSource(next.feed(), next.history());
                window.say(done);
            }
            check(next);
        } finally {
            before.onClose().run();
        }
    }

    /** @return what was shown before; null when this is not wanted any more */
    private synchronized @Nullable Origin swap(Wish wish, Origin next) {
        if (!over(wish)) {
            return null;
        }
        wish.worker().set(null); // shown from here on, and nobody ends it half way
        Thread.interrupted();
        Origin before = origin;
        origin = next;
        problem = "";
        return before;
    }

    /** @return whether it was still wanted until now */
    private synchronized boolean over(Wish wish) {
        boolean mine = wished == wish;
        wished = mine ? null : wished;
        return mine;
    }

    @Override
    public synchronized Opening opening() {
        Wish wish = wished;
        return wish == null ? Opening.NONE : new Opening(wish.what(), System.nanoTime() - wish.began());
    }

    @Override
    public synchronized void cancelOpening() {
        Wish wish = wished;
        if (wish != null) {
            wished = null;
            wish.interrupt();
            if (desk != null) {
                desk.say(wish.what() + " was not opened; " + origin.title() + " is still shown");
            }
        }
    }

    private synchronized @Nullable Desk window() {
        return desk;
    }

    private synchronized void warn(String what) {
        problem = what;
        if (desk != null) {
            desk.warn(what);
        }
    }

    @Override
    public synchronized void startRecording(Path capture) {
        try {
            if (recording != null) {
                warn("a recording is running already; stop it first");
                return;
            }
            if (stopping != null) {
                warn("the last recording is still being written; try again when it is done");
                return;
            }
            problem = "";
            started(Recording.of(origin, capture, this::troubled));
        } catch (RuntimeException e) {
            warn(String.valueOf(e.getMessage()));
        }
    }

    /** Its end, should it have ended by itself already, is seen to. */
    synchronized void started(Recording begun) {
        recording = begun;
        seeToItsEnd();
    }

    /** What a recording says: when it has ended by itself, it is not shown as running any longer. */
    synchronized void troubled(String what) {
        warn(what);
        seeToItsEnd();
    }

    private void seeToItsEnd() {
        if (recording != null && !recording.ended().isEmpty()) {
            stopRecording();
        }
    }

    /** Returns at once; what still waits is written on a thread of its own, and {@link #status} says so. */
    @Override
    public synchronized void stopRecording() {
        Recording running = recording;
        recording = null;
        if (running != null) {
            stopping = running;
            closing = Thread.ofVirtual().name("recording-close").start(() -> finish(running));
        }
    }

    private void finish(Recording running) {
        running.close();
        synchronized (this) {
            stopping = null;
            if (desk != null && running.ended().isEmpty()) {
                desk.say("recorded " + joined(running.file().toString(), running.losses()));
            }
        }
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }

    @Override
    public synchronized Status status() {
        Recording shown = recording == null ? stopping : recording;
        Capture capture = origin.recorded();
        String said = problem.isEmpty() && capture != null ? remark(capture) : problem;
        return shown == null
                ? new Status(origin.title(), "", 0, 0, said)
                : new Status(
                        origin.title(),
                        shown.file().toString(),
                        shown.bytes(),
                        shown.since(),
                        joined(said, shown.losses()),
                        shown == stopping);
    }

    @Override
    public synchronized String audit() {
        Path file = origin.audit();
        return file == null ? "" : file.toString();
    }

    @Override
    public void close() {
        cancelOpening();
        stopRecording();
        Thread last = closing();
        if (last != null) {
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        present().onClose().run();
    }

    private synchronized @Nullable Thread closing() {
        return closing;
    }

    private synchronized Origin present() {
        return origin;
    }
}
