package millwright.analysis.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import millwright.analysis.pareto.ServingPoint.Energy;
import millwright.analysis.pareto.ServingPoint.Latency;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void interactivityIsThousandOverTpot() {
        assertEquals(344.8, Axis.INTERACTIVITY.value(Points.run("a", 2.9, 1), "p50"), 0.05);
        assertEquals(32, Axis.INTERACTIVITY.value(Points.run("a", 31.25, 1), "p50"));
    }

    @Test
    void thousandTokensPerSecondAtFiveHundredWattsAreTwoMillionPerMegawattAndHalfAJouleEach() {
        ServingPoint p = Points.run("a", 10, 1000, OptionalInt.empty(), OptionalInt.of(8), new Energy(500, Double.NaN));
        assertEquals(2_000_000, Axis.OUTPUT_RATE_PER_MW.value(p, "p50"));
        assertEquals(0.5, Axis.JOULES_PER_TOKEN.value(p, "p50"));
        assertEquals(125, Axis.OUTPUT_RATE_PER_GPU.value(p, "p50"));
    }

    @Test
    void measuredEnergyPerTokenWinsOverTheQuotient() {
        ServingPoint p = Points.run("a", 10, 1000, OptionalInt.empty(), OptionalInt.empty(), new Energy(500, 0.6));
        assertEquals(0.6, Axis.JOULES_PER_TOKEN.value(p, "p50"));
    }

    @Test
    void whatIsNotKnownIsNoNumber() {
        ServingPoint p = Points.run("a", 10, 1000);
        assertEquals(Double.NaN, Axis.OUTPUT_RATE_PER_GPU.value(p, "p50"));
        assertEquals(Double.NaN, Axis.OUTPUT_RATE_PER_MW.value(p, "p50"));
        assertEquals(Double.NaN, Axis.JOULES_PER_TOKEN.value(p, "p50"));
        assertEquals(Double.NaN, Axis.TTFT.value(p, "p50"));
        assertEquals(Double.NaN, Axis.INTERACTIVITY.value(p, "p99"));
    }

    @Test
    void percentileChoosesTheLatency() {
        ServingPoint base = Points.run("a", 10, 1000);
        Percentiles ttft = new Percentiles(Map.of("p50", 0.2, "p99", 0.9));
        ServingPoint p = new ServingPoint(
                base.deployment(),
                base.load(),
                base.tokens(),
                new Latency(Percentiles.NONE, new Percentiles(Map.of("p99", 20.0)), ttft, Percentiles.NONE),
                base.energy(),
                base.labels(),
                base.source());
        assertEquals(0.9, Axis.TTFT.value(p, "p99"));
        assertEquals(50, Axis.INTERACTIVITY.value(p, "p99"), 1e-12);
    }

    @Test
    void anUnknownAxisIsAnsweredWithTheNamesOfAll() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Axis.named("tokens"));
        for (Axis axis : Axis.values()) {
            assertTrue(e.getMessage().contains(axis.key()), e.getMessage());
            assertEquals(axis, Axis.named(axis.key()));
        }
    }

    @Test
    void percentilesHaveOneNameEach() {
        assertEquals("p50", Percentiles.canonical("median"));
        assertEquals("p99.9", Percentiles.canonical("P99.9"));
        assertThrows(IllegalArgumentException.class, () -> Percentiles.canonical("p120"));
        assertThrows(IllegalArgumentException.class, () -> Percentiles.canonical("best"));
    }
}
