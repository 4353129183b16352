package millwright.connectors.simulator.scenario;

import java.nio.charset.StandardCharsets;
import millwright.fuzz.Said;

/** A scenario's YAML. Only a ScenarioException refuses it. */
public final class ScenarioFuzz {
    private ScenarioFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            Scenario.parse("fuzz.yaml", new String(bytes, StandardCharsets.UTF_8));
            return true;
        } catch (ScenarioException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
