package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final EntityId NODE = new EntityId("node:n17");
    private final Metric power = metric("node.power");
    private final Metric inlet = metric("node.inlet.temperature");
    private final Board board = new Board();

    private static Metric metric(String name) {
        return Catalogue.standard().find(name).orElseThrow();
    }

    private static Reading value(Metric metric, double value) {
        return Reading.of(NODE, metric, value, Reading.UNSAID);
    }

    private static Reading blank(Metric metric, DataState state) {
        return new Reading(NODE, metric, Double.NaN, state, Reading.UNSAID);
    }

    private Reading only() {
        List<Reading> readings = board.readings();
        assertEquals(1, readings.size());
        return readings.getFirst();
    }

    @Test
    void aSumNeedsAllOfItsParts() {
        board.put(value(power, 400), 2);
        board.put(value(power, 350), 2);
        assertEquals(750, only().value());
        board.put(blank(power, DataState.NO_DATA), 2);
        assertEquals(DataState.NO_DATA, only().state());
        assertTrue(Double.isNaN(only().value()));
    }

    @Test
    void theHighestOfSeveralTemperaturesIsToldThoughOneIsNotKnown() {
        board.put(value(inlet, 24), 0);
        board.put(blank(inlet, DataState.NO_DATA), 0);
        board.put(value(inlet, 26), 0);
        assertEquals(26, only().value());
    }

    @Test
    void aHigherRankSpeaksOnlyWhereALowerOneKnowsNothing() {
        board.put(value(power, 400), 0);
        board.put(value(power, 999), 1);
        assertEquals(400, only().value());
        board.put(blank(inlet, DataState.NOT_SUPPORTED), 0);
        board.put(blank(inlet, DataState.BAD), 1);
        board.put(value(inlet, 25), 2);
        assertEquals(25, board.readings().getLast().value());
    }

    @Test
    void aMeterIsNotAskedForWhatIsKnown() {
        Meter old = new Meter(
                "/redfish/v1/Chassis/1/Power", 4, List.of(new Field(NODE, power, "PowerConsumedWatts", 1, Map.of())));
        assertFalse(board.covers(old));
        board.put(blank(power, DataState.NOT_SUPPORTED), 0);
        assertFalse(board.covers(old));
        board.put(value(power, 400), 1);
        assertTrue(board.covers(old));
    }
}
