package millwright.connectors.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;

class LargePlantTest {
    @Test
    void aHundredThousandGpusTellTenMetricsEverySecond() {
        Set<String> metrics = new HashSet<>();
        long[] samples = new long[1];
        Simulator simulator = new Simulator(Scenario.named("large"), SimulatorClock.stepped(Notes.START));
        simulator.open(event -> {
            if (event instanceof Frame frame && frame.kind() == EntityKind.GPU) {
                metrics.add(frame.metric().name());
                samples[0] += frame.size();
            }
        });
        simulator.step(3);

        assertEquals(100_000, simulator.plant().count(EntityKind.GPU));
        assertEquals(10, metrics.size());
        assertTrue(samples[0] == 3_000_000, "samples " + samples[0]);
        simulator.close();
    }
}
