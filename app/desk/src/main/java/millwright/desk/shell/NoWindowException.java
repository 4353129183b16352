package millwright.desk.shell;

/** The toolkit did not start, so that nothing can be drawn; the message is the toolkit's reason. */
public final class NoWindowException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoWindowException(String message, Throwable cause) {
        super(message, cause);
    }
}
