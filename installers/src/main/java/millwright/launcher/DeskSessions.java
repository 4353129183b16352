package millwright.launcher;

import java.io.IOException;
import java.nio.file.Path;
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

    private interface Opening {
        Origin open() throws IOException;
    }

    @Override
    public void openCapture(Path capture) {
        change("opened " + capture, () -> Origin.capture(capture, options));
    }

    @Override
    public CaptureLabel label(Path capture) {
        return Glance.at(capture);
    }

    @Override
    public void attach(String hostPort) {
        change("attached to " + hostPort, () -> Origin.attached(hostPort, options));
    }

    private void change(String done, Opening opening) {
        Thread.ofVirtual().name("session").start(() -> {
            try {
                Origin next = opening.open();
                Origin before = swap(next);
                Desk window = window();
                stopRecording();
                if (window != null) {
                    window.replaceSource(next.feed(), next.history());
                    window.say(done);
                }
                check(next);
                before.onClose().run();
            } catch (IOException | RuntimeException e) {
                warn(String.valueOf(e.getMessage()));
            }
        });
    }

    private synchronized Origin swap(Origin next) {
        Origin before = origin;
        origin = next;
        problem = "";
        return before;
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
