package millwright.connectors.otlp;

/** It cannot be taken now; the same request may be sent again after a pause. */
final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final int RETRY_SECONDS = 5;

    Busy(String message) {
        super(message);
    }
}
