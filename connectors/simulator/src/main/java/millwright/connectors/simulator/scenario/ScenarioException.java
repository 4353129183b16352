package millwright.connectors.simulator.scenario;

/** A scenario that cannot be run; the message names the file, the line, the field and the remedy. */
public final class ScenarioException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message);
    }
}
