package millwright.connectors.otlp;

/** What was sent can never be read; sending it again is of no use. The message is one line for the sender's log. */
final class BadBody extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadBody(String message) {
        super(Refusals.shortened(message));
    }

    BadBody(String message, Throwable cause) {
        super(Refusals.shortened(message), cause);
    }
}
