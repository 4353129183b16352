package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** A report that is renewed slowly does not change the plant with each of its renewals. */
class AveragesTest {
    private static final Reports.Averaged POWER =
            new Reports.Averaged(new EntityId("gpu:n17/GPU_0"), new MetricId("gpu.power"));
    private static final Map<Reports.Averaged, Long> MEANS = Map.of(POWER, Times.MINUTE);

    private final Averages averages = new Averages();

    private void without(int rounds) {
        for (int i = 0; i < rounds; i++) {
            assertEquals(Set.of(), averages.round(Map.of()));
            assertEquals(MEANS, averages.said());
        }
    }

    @Test
    void whatIsSaidStaysWhileTheReportIsOnlyLate() {
        for (int renewal = 0; renewal < 10; renewal++) {
            averages.round(MEANS);
            assertEquals(MEANS, averages.said());
            without(Reports.USELESS - 1);
        }
    }

    @Test
    void itIsTakenBackOnceTheReportIsGoneForAsLongAsMakesItUseless() {
        averages.round(MEANS);
        without(Reports.USELESS - 1);
        assertEquals(Set.of(POWER), averages.round(Map.of()));
        assertEquals(Map.of(), averages.said());
        assertEquals(Set.of(), averages.round(Map.of()), "and only once");
        averages.round(MEANS);
        without(Reports.USELESS - 1);
    }

    @Test
    void anotherSpanIsSaidAtOnce() {
        averages.round(MEANS);
        assertEquals(Set.of(), averages.round(Map.of(POWER, Times.HOUR)));
        assertEquals(Map.of(POWER, Times.HOUR), averages.said());
    }
}
