package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What is left of a target that no longer lets us read it. */
class TargetStateTest {
    private static final long START = 1_790_000_000L * Times.SECOND;
    private static final String POWER = "DCGM_FI_DEV_POWER_USAGE{UUID=\"a\",Hostname=\"n17\"} 700\n";
    private static final String HEAT = "DCGM_FI_DEV_GPU_TEMP{UUID=\"a\",Hostname=\"n17\"} 60\n";

    private final Mapping mapping = new Mapping(Catalogue.standard());
    private final TargetState target = new TargetState("n17:9400", "prom");
    private final TargetState store = new TargetState("store:9090", "prom");

    private void tell(TargetState state, String text, long time) {
        Exposition told = ExpositionParser.parse(text);
        Mapping.Result result = mapping.read(told, new Asked("n17", "n17", time), state.totals());
        state.succeeded(told, result, List.of(), time, time);
    }

    private static List<String> names(List<Reading> readings) {
        assertTrue(readings.stream().allMatch(r -> r.state() == DataState.FORBIDDEN));
        return readings.stream().map(r -> r.metric().name()).sorted().toList();
    }

    @Test
    void whatNobodyElseTellsOfIsForbidden() {
        tell(target, POWER + HEAT, START);
        assertEquals(List.of("gpu.power", "gpu.temperature"), names(target.forbidden(Set.of(target, store), START)));
    }

    @Test
    void whatAnotherStillTellsOfIsNot() {
        tell(target, POWER + HEAT, START);
        tell(store, POWER, START + Times.SECOND);
        assertEquals(List.of("gpu.temperature"), names(target.forbidden(Set.of(target, store), START)));
    }

    @Test
    void aStoreThatHadNothingNewTakesNothingBack() {
        tell(target, POWER, START);
        tell(store, POWER, START + Times.SECOND);
        tell(store, "", START + 2 * Times.SECOND);
        assertEquals(List.of(), names(target.forbidden(Set.of(target, store), START)));
    }

    @Test
    void anotherThatFellSilentItselfHoldsNothingBack() {
        tell(target, POWER, START);
        tell(store, POWER, START);
        assertEquals(List.of("gpu.power"), names(target.forbidden(Set.of(target, store), START + Times.MINUTE)));
    }
}
