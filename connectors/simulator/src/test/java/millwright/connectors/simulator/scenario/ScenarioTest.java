package millwright.connectors.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
    private static final String PLANT = "plant: {rows: 2, racks-per-row: 3}\n";

    @ParameterizedTest
    @ValueSource(strings = {"demo", "calm", "hall", "large"})
    void everyShippedScenarioCanBeRead(String name) {
        assertTrue(Scenario.named(name).shape().gpuCount() >= 576);
    }

    /** YAML after the plant, with ~ for a new line; the line; two words of the complaint. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sede: 4|2|'sede'|'seed'",
                "cooling: {supply: warm}|2|'cooling.supply'|number",
                "cooling: {supply: 99}|2|'cooling.supply'|between 5 and 60",
                "jobs:~  - {name: a, kind: trainin, on: R1-01}|3|jobs[0].kind|'training'",
                "jobs:~  - {name: a, kind: training, on: R1-04}|3|jobs[0].on|R1-01",
                "jobs:~  - {name: a, kind: training, on: R2-01..R1-02}|3|jobs[0].on|before",
                "jobs:~  - {name: a, kind: training}|3|jobs[0].on|missing",
                "jobs:~  - {kind: training, on: R1-01}|3|jobs[0].name|missing",
                "endpoints:~  - {name: chat}~jobs:~  - {name: a, kind: inference, endpoint: chet, on: R1-01}|5|endpoint|'chat'",
                "faults:~  - {fault: stragler, on: R1-01}|3|faults[0].fault|'straggler'",
                "faults:~  - {fault: straggler, on: R1-01, at: soon}|3|faults[0].at|90s",
                "faults:~  - {fault: pump-loss, on: CDU-03/P1}|3|faults[0].on|CDU-02/P2",
                "faults:~  - {fault: link-flap, on: R1-01/T01/N7}|3|faults[0].on|N0",
                "faults:~  - {fault: leak, on: R1-01, for: 10s, every: 5s}|3|faults[0].every|longer",
                "metrics: [gpu.powr]|2|metrics[0]|'gpu.power'",
                "power: {shelves-per-rack: 3}|2|power.shelves-per-rack|even",
                "prehistory: {coarse: 0.1s}|2|prehistory|coarse",
                "obedience: {soonest: 5s, latest: 1s}|2|obedience.latest|soonest",
            })
    void complaintsNameFileLineFieldAndRemedy(String yaml, int line, String field, String remedy) {
        String broken = PLANT + yaml.replace("~", "\n");
        ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("my.yaml", broken));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("my.yaml line " + line + ": "), message);
        assertTrue(message.contains(field), message);
        assertTrue(message.contains(remedy), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plant: [", "a: 1\na: 2", "", "just words", "plant: {rows: 1}\n? [x]\n: 2"})
    void brokenYamlIsAComplaintAndNotACrash(String yaml) {
        ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("my.yaml", yaml));
        assertTrue(String.valueOf(e.getMessage()).startsWith("my.yaml"), e.getMessage());
    }

    @Test
    void rangesSpanRows() {
        Scenario scenario = Scenario.parse("my.yaml", PLANT + "jobs:\n  - {name: a, kind: other, on: R1-03..R2-01}\n");
        assertEquals(36, scenario.jobs().getFirst().on().size());
        assertEquals("R1-03/T01", scenario.jobs().getFirst().on().getFirst());
        assertEquals("R2-01/T18", scenario.jobs().getFirst().on().getLast());
    }

    @Test
    void addressesAndIndicesAgree() {
        Scenario.Shape shape = Scenario.parse("my.yaml", PLANT).shape();
        Addresses addresses = new Addresses(shape, 2);
        for (int gpu = 0; gpu < shape.gpuCount(); gpu++) {
            assertEquals(gpu, addresses.index(Addresses.gpu(shape, gpu)));
        }
    }
}
