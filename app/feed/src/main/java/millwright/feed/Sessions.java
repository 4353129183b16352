package millwright.feed;

import java.nio.file.Path;

/**
 * What a screen may ask of the program behind it; the launcher fills it. Calls return at once, problems come back as
 * text for people.
 */
public interface Sessions {
    void openCapture(Path capture);

    /** What a file holds. Reads it, so not for the thread of the screens. */
    CaptureLabel label(Path capture);

    void attach(String hostPort);

    void startRecording(Path capture);

    void stopRecording();

    Status status();

    /** What is being opened now; the plant of before is shown until it is. */
    default Opening opening() {
        return Opening.NONE;
    }

    /** What is being opened is not shown any more when it is there; nothing else changes. */
    default void cancelOpening() {}

    /** @param what is being opened, empty when nothing is @param lasts ns so far */
    record Opening(String what, long lasts) {
        public static final Opening NONE = new Opening("", 0);

        public boolean running() {
            return !what.isEmpty();
        }
    }

    /** The file of the audit of a gateway in this program; empty when the gateway runs elsewhere and keeps its own. */
    default String audit() {
        return "";
    }

    /**
     * @param recording file being written, empty when none
     * @param bytes written so far
     * @param problem last one, or empty
     * @param stopping true while the last of a recording that was stopped is still being written
     */
    record Status(String source, String recording, long bytes, long since, String problem, boolean stopping) {
        public Status(String source, String recording, long bytes, long since, String problem) {
            this(source, recording, bytes, since, problem, false);
        }
    }
}
