package millwright.connectors.capture;

/** A capture cannot be used as asked. The message is one line for people: which file, what is wrong, what to do. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
