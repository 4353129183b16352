package millwright.connectors.simulator.scenario;

import java.util.stream.Collectors;

/** A scenario that cannot be run; the message names the file, the line, the field and the remedy. */
public final class ScenarioException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message.lines().map(String::strip).collect(Collectors.joining(" ")));
    }
}
