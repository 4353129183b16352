package millwright.connectors.config;

/** A configuration cannot be used. The message is one line: {@code file:line: what is wrong, what to do}. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
