package millwright.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SourceClocksTest {
    private static final EntityId PEER = EntityId.of(EntityKind.SOURCE, "otlp/host-1");

    private final SourceClocks clocks = new SourceClocks();

    private static Frame frame(EntityId source, int second, long wayMillis) {
        long receipt = SmallPlant.START + second * Times.SECOND;
        return new Frame(
                new MetricId("gpu.power"),
                EntityKind.GPU,
                1,
                new int[] {0},
                receipt - wayMillis * Times.MILLI,
                receipt,
                0,
                new Column.F64(new double[] {400}),
                States.all(DataState.OK, 1),
                new Origin(source, true));
    }

    private void saw(int second, long wayMillis) {
        clocks.saw(frame(PEER, second, wayMillis), SmallPlant.START + second * Times.SECOND);
    }

    private Map<EntityId, Long> shifts(int second) {
        return clocks.shifts(SmallPlant.START + second * Times.SECOND);
    }

    @Test
    void aSlowFirstMessageOfAnExporterThatSendsOnceAMinuteIsNoHabit() {
        for (int i = 0; i < 30; i++) {
            saw(i * 60, i == 0 ? 900 : 20);
            assertEquals(Map.of(), shifts(i * 60));
        }
    }

    @Test
    void aClockThatJumpsIsToldWhateverTheSourceSendsAt() {
        for (int every : new int[] {1, 15, 60}) {
            int at = 0;
            for (int i = 0; i < 80; i++, at += every) {
                saw(at, 20);
            }
            for (int i = 0; i < 40; i++, at += every) {
                saw(at, 520);
            }
            assertEquals(Map.of(PEER, -500 * Times.MILLI), shifts(at), "every " + every + " s");
            clocks.ended(PEER);
        }
    }

    private void jump() {
        for (int second = 0; second < 120; second++) {
            saw(second, second < 80 ? 20 : 520);
        }
        assertEquals(Map.of(PEER, -500 * Times.MILLI), shifts(120));
    }

    @Test
    void aSourceThatEndedOrWhoseFeedDidHasNoClock() {
        jump();
        clocks.ended(EntityId.of(EntityKind.SOURCE, "otlp/host"));
        assertEquals(1, clocks.size(), "another one whose name begins alike");
        clocks.ended(EntityId.of(EntityKind.SOURCE, "otlp"));
        assertEquals(Map.of(), shifts(120));
        assertEquals(0, clocks.size());
    }

    @Test
    void aSourceThatFellSilentIsLetGo() {
        jump();
        assertEquals(1, shifts(600).size());
        assertEquals(Map.of(), shifts(900));
        assertEquals(0, clocks.size());
    }

    @Test
    void notMoreClocksAreKeptThanTheBound() {
        for (int i = 0; i < SourceClocks.MOST + 10; i++) {
            clocks.saw(frame(EntityId.of(EntityKind.SOURCE, "prom/" + i), 0, 20), SmallPlant.START);
        }
        assertEquals(SourceClocks.MOST, clocks.size());
    }
}
