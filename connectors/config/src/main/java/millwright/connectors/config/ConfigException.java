package millwright.connectors.config;

import java.util.stream.Collectors;

/** A configuration cannot be used. The message is one line: {@code file:line: what is wrong, what to do}. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(line(message));
    }

    public ConfigException(String message, Throwable cause) {
        super(line(message), cause);
    }

    /** What is quoted out of a file may have several. */
    private static String line(String message) {
        return message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
