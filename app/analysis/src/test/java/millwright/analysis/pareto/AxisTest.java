package millwright.analysis.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import millwright.analysis.pareto.ServingPoint.Latency;
import millwright.feed.Prices;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void interactivityIsThousandOverTpot() {
        assertEquals(344.8, Axis.INTERACTIVITY.value(Points.run("a", 2.9, 1), Terms.MEDIAN), 0.05);
        assertEquals(32, Axis.INTERACTIVITY.value(Points.run("a", 31.25, 1), Terms.MEDIAN));
    }

    @Test
    void thousandTokensPerSecondAtFiveHundredWattsAreTwoMillionPerMegawattAndHalfAJouleEach() {
        ServingPoint p = Points.run(
                "a", 10, 1000, OptionalInt.empty(), OptionalInt.of(8), Energy.of(PowerBasis.UNSTATED, 500, Double.NaN));
        assertEquals(2_000_000, Axis.OUTPUT_RATE_PER_MW.value(p, Terms.MEDIAN));
        assertEquals(0.5, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN));
        assertEquals(125, Axis.OUTPUT_RATE_PER_GPU.value(p, Terms.MEDIAN));
    }

    @Test
    void measuredEnergyPerTokenWinsOverTheQuotient() {
        ServingPoint p = Points.run(
                "a", 10, 1000, OptionalInt.empty(), OptionalInt.empty(), Energy.of(PowerBasis.UNSTATED, 500, 0.6));
        assertEquals(0.6, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN));
    }

    @Test
    void aFigureIsOfTheBasisThatIsAskedAndOfNoOther() {
        Energy both = new Energy(Map.of(PowerBasis.GPU, 400.0, PowerBasis.NODE, 500.0), Map.of(), Double.NaN);
        ServingPoint p = Points.run("a", 10, 1000, OptionalInt.empty(), OptionalInt.of(8), both);
        assertEquals(0.4, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN.on(PowerBasis.GPU)));
        assertEquals(0.5, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN.on(PowerBasis.NODE)));
        assertEquals(Double.NaN, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN.on(PowerBasis.FACILITY)));
        assertEquals(Double.NaN, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN));
    }

    @Test
    void theFacilityFollowsFromNodesAndAPueAndSaysSo() {
        Energy nodes = new Energy(Map.of(PowerBasis.NODE, 500.0), Map.of(), 1.2);
        ServingPoint p = Points.run("a", 10, 1000, OptionalInt.empty(), OptionalInt.of(8), nodes);
        assertEquals(0.6, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN.on(PowerBasis.FACILITY)), 1e-12);
        assertTrue(nodes.byPue());
        assertEquals(Set.of(PowerBasis.NODE, PowerBasis.FACILITY), nodes.known());
        Energy metered = nodes.filled(Map.of(PowerBasis.FACILITY, 580.0), Double.NaN);
        assertEquals(580, metered.watts(PowerBasis.FACILITY));
        assertTrue(!metered.byPue());
        Energy boards = new Energy(Map.of(PowerBasis.GPU, 500.0), Map.of(), 1.2);
        assertEquals(Double.NaN, boards.watts(PowerBasis.FACILITY), "a PUE is of nodes, not of boards");
    }

    @Test
    void tenPerHourAndTwentyMillionTokensAnHourAreHalfAUnitAMillion() {
        Terms priced = Terms.MEDIAN.priced(new Prices("EUR", 0.10, Double.NaN, 1.25));
        ServingPoint p = Points.run(
                "a",
                10,
                20e6 / 3600,
                OptionalInt.empty(),
                OptionalInt.of(8),
                Energy.of(PowerBasis.UNSTATED, 50_000, Double.NaN));
        assertEquals(0.5, Axis.HOURLY_COST.value(p, priced), 1e-12);
        // 50 kWh an hour at 0.10 are 5 for 20 million tokens
        assertEquals(0.25, Axis.ENERGY_COST.value(p, priced), 1e-12);
        assertEquals("EUR/Mtok", Axis.HOURLY_COST.unit(priced));
        assertEquals(Double.NaN, Axis.HOURLY_COST.value(p, Terms.MEDIAN));
        assertTrue(Axis.HOURLY_COST.refusal(Terms.MEDIAN).contains("no price given; write price-per-gpu-hour"));
        assertTrue(Axis.ENERGY_COST.refusal(Terms.MEDIAN).contains("no price given; write price-per-kwh"));
    }

    @Test
    void whatIsNotKnownIsNoNumber() {
        ServingPoint p = Points.run("a", 10, 1000);
        assertEquals(Double.NaN, Axis.OUTPUT_RATE_PER_GPU.value(p, Terms.MEDIAN));
        assertEquals(Double.NaN, Axis.OUTPUT_RATE_PER_MW.value(p, Terms.MEDIAN));
        assertEquals(Double.NaN, Axis.JOULES_PER_TOKEN.value(p, Terms.MEDIAN));
        assertEquals(Double.NaN, Axis.TTFT.value(p, Terms.MEDIAN));
        assertEquals(Double.NaN, Axis.INTERACTIVITY.value(p, Terms.MEDIAN.at("p99")));
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
        assertEquals(0.9, Axis.TTFT.value(p, Terms.MEDIAN.at("p99")));
        assertEquals(50, Axis.INTERACTIVITY.value(p, Terms.MEDIAN.at("p99")), 1e-12);
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
