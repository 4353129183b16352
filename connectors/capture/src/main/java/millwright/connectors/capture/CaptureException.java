package millwright.connectors.capture;

import java.util.stream.Collectors;

/** A capture cannot be used as asked. The message is one line for people: which file, what is wrong, what to do. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CaptureException(String message) {
        super(line(message));
    }

    public CaptureException(String message, Throwable cause) {
        super(line(message), cause);
    }

    /** What is quoted out of a file may have several. */
    private static String line(String message) {
        return message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
