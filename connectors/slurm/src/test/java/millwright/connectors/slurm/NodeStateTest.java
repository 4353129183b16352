package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "IDLE|-|idle|0",
                "MIXED|-|mixed|0",
                "ALLOCATED|-|allocated|0",
                "ALLOCATED|COMPLETING|allocated+|0",
                "IDLE|COMPLETING|completing|0",
                "IDLE|DRAIN|drained|2",
                "IDLE|DRAIN COMPLETING|draining|1",
                "MIXED|DRAIN|draining|1",
                "ALLOCATED|DRAIN REBOOT_REQUESTED|draining@|1",
                "DOWN|DRAIN NOT_RESPONDING|drained*|2",
                "UNKNOWN|DRAIN NOT_RESPONDING|drained*|2",
                "DOWN|-|down|3",
                "DOWN|NOT_RESPONDING|down*|3",
                "IDLE|NOT_RESPONDING|idle*|3",
                "IDLE|POWERED_DOWN CLOUD|idle~|0",
                "IDLE|POWERING_DOWN|idle%|3",
                "IDLE|MAINTENANCE RESERVED|maint|0",
                "IDLE|MAINTENANCE NOT_RESPONDING|maint*|3",
                "ALLOCATED|MAINTENANCE|allocated$|0",
                "IDLE|RESERVED|reserved|0",
                "IDLE|PLANNED|planned|0",
                "IDLE|BLOCKED|blocked|0",
                "MIXED|PLANNED|mixed-|0",
                "IDLE|FAIL|fail|2",
                "ALLOCATED|FAIL|failing|1",
                "IDLE|REBOOT_ISSUED|reboot^|3",
                "IDLE|REBOOT_REQUESTED|reboot|0",
                "IDLE|INVALID_REG|inval|3",
                "FUTURE|-|future|3"
            })
    void baseAndFlagsGiveTheWordAndTheCode(String base, String flags, String word, double code) {
        NodeState state = new NodeState(base, flags == null ? Set.of() : new TreeSet<>(Set.of(flags.split(" "))));
        assertEquals(word, state.word());
        assertEquals(code, state.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"state\":\"mixed\",\"state_flags\":[\"DRAIN\"]}|draining",
                "{\"state\":[\"MIXED\",\"DRAIN\"]}|draining",
                "{\"state\":[\"DRAIN\",\"IDLE\",\"NOT_RESPONDING\"]}|drained*",
                "{\"state\":\"unknown\",\"state_flags\":[\"NOT_RESPONDING\"]}|unknown*",
                "{\"state\":\"idle\",\"state_flags\":[]}|idle"
            })
    void bothShapesAreRead(String json, String word) {
        assertEquals(
                word, NodeState.of((JsonObject) JsonParser.parseString(json)).word());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"state\":null}", "{\"state\":[\"UNKNOWN\"]}", "{\"state\":7}"})
    void whatSlurmDoesNotKnowIsNoNumber(String json) {
        assertEquals(
                Double.NaN,
                NodeState.of((JsonObject) JsonParser.parseString(json)).code());
    }
}
