package millwright.launcher;

import java.nio.file.Path;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.CaptureException;
import millwright.connectors.capture.CaptureInfo;

/**
 * A capture read from end to end.
 *
 * @param reason what is wrong, empty when nothing is
 * @param end the exit code that says so
 */
record CaptureCheck(Path file, String reason, int end) {
    static CaptureCheck of(Path file, boolean recover) {
        try (Capture capture = Capture.open(GivenFile.readable(file), recover)) {
            new CaptureInfo(capture);
            capture.readEverything();
            int problems = capture.problemCount();
            return problems == 0
                    ? new CaptureCheck(file, "", Ends.DONE)
                    : new CaptureCheck(
                            file,
                            capture.problems().getFirst() + (problems > 1 ? " (and " + (problems - 1) + " more)" : ""),
                            Ends.PROBLEM);
        } catch (CaptureException | Ends.Unreachable e) {
            String message = String.valueOf(e.getMessage());
            String reason = message.startsWith(file + ": ")
                    ? message.substring(file.toString().length() + 2)
                    : message;
            return new CaptureCheck(file, reason, Ends.code(e));
        }
    }

    boolean sound() {
        return reason.isEmpty();
    }

    /** {@code ok FILE} or {@code bad FILE: reason}. */
    String line() {
        return sound() ? "ok " + file : "bad " + file + ": " + reason;
    }
}
