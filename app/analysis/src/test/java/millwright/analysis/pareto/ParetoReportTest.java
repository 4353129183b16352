package millwright.analysis.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ParetoReportTest {
    private static final OptionalInt NONE = OptionalInt.empty();

    @Test
    void perGpuWithoutACountIsRefusedByName() {
        ParetoRequest request =
                ParetoRequest.of(List.of(Points.run("a", 10, 100)), Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_GPU);
        Exception e = assertThrows(IllegalArgumentException.class, () -> ParetoReport.of(request));
        assertEquals("output-tokens-per-second-per-gpu needs a GPU count: give --label gpus=N", e.getMessage());
    }

    @Test
    void perMegawattWithoutPowerIsRefusedByName() {
        ParetoRequest request =
                ParetoRequest.of(List.of(Points.run("a", 10, 100)), Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_MW);
        Exception e = assertThrows(IllegalArgumentException.class, () -> ParetoReport.of(request));
        assertTrue(e.getMessage().startsWith("output-tokens-per-second-per-mw needs the power"), e.getMessage());
    }

    @Test
    void pointsWithoutTheAxisAreLeftOutAndSaid() {
        ServingPoint with = Points.run("with", 10, 100, NONE, OptionalInt.of(8), Energy.NONE);
        ParetoReport report = ParetoReport.of(ParetoRequest.of(
                List.of(with, Points.run("without", 5, 100)), Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_GPU));
        assertEquals(1, report.groups().getFirst().points().size());
        assertTrue(
                report.warnings().stream().anyMatch(w -> w.contains("1 of 2 points left out") && w.contains("without")),
                report.warnings().toString());
    }

    @Test
    void powerOfAnotherBasisIsNeverTakenForTheOneAsked() {
        ServingPoint boards = Points.run("boards", 10, 100, NONE, NONE, Energy.of(PowerBasis.GPU, 500, Double.NaN));
        ServingPoint nodes = Points.run("nodes", 5, 100, NONE, NONE, Energy.of(PowerBasis.NODE, 700, Double.NaN));
        ServingPoint more = Points.run("more", 6, 100, NONE, NONE, Energy.of(PowerBasis.NODE, 710, Double.NaN));
        List<ServingPoint> all = List.of(boards, nodes, more);
        assertEquals(PowerBasis.NODE, PowerBasis.ofMost(all));
        ParetoReport report = ParetoReport.of(ParetoRequest.of(all, Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_MW));
        assertEquals(2, report.groups().getFirst().points().size());
        assertEquals("Output tokens per second and MW (nodes)", report.title(report.y()));
        assertTrue(
                report.warnings().stream()
                        .anyMatch(w -> w.contains("1 of 3 points left out, the first is boards")
                                && w.contains("needs the power: of nodes, give --label nodewatts=W")
                                && w.contains("they know another power: GPU boards")),
                report.warnings().toString());
    }

    @Test
    void differingLengthsInAGroupAreNamed() {
        ServingPoint a = Points.run("a", 10, 100, OptionalInt.of(1024), NONE, Energy.NONE);
        ServingPoint b = Points.run("b", 20, 200, OptionalInt.of(8192), NONE, Energy.NONE);
        ParetoReport report = ParetoReport.of(ParetoRequest.of(List.of(a, b)));
        assertEquals(
                List.of("compares different input lengths: 1024, 8192 tokens"),
                report.groups().getFirst().warnings());
        assertEquals(
                "m, fp8, hardware unknown, lengths differ",
                report.groups().getFirst().label());
        ParetoReport split = ParetoReport.of(new ParetoRequest(
                List.of(a, b), Axis.INTERACTIVITY, Axis.OUTPUT_RATE, List.of("model", "isl"), Terms.MEDIAN));
        assertEquals(2, split.groups().size());
        assertEquals(List.of(), split.warnings());
        assertEquals("m, 1024", split.groups().getFirst().label());
    }

    @Test
    void whatIsNotKnownIsUnknownInTheKey() {
        ParetoGroup group = ParetoReport.of(ParetoRequest.of(List.of(Points.run("a", 10, 100))))
                .groups()
                .getFirst();
        assertEquals("unknown", group.key().get("hardware"));
        assertEquals(
                List.of("model", "precision", "hardware"),
                List.copyOf(group.key().keySet()));
        assertEquals("m, fp8, hardware unknown", group.title());
    }
}
