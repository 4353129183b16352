package millwright.connectors.source;

import java.util.List;

/**
 * Tells what one log message says, whichever way it came. Offered as a service, so that a source that carries log lines
 * in a protocol of its own has them understood alike. Immutable; any thread.
 */
public interface LogClassifier {
    /**
     * @param program who logged it, such as {@code kernel} or {@code slurmctld}; empty when the way does not say
     * @param message without time, host and tag
     * @return empty for a message that is no event
     */
    List<LogMeaning> classify(String program, String message);
}
