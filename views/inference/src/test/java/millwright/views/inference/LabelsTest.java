package millwright.views.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    private static ServingPoint point(String hardware, OptionalInt gpus) {
        return new ServingPoint(
                new ServingPoint.Deployment("glm-5", hardware, "FP8", gpus, "tp8"),
                new ServingPoint.Load(OptionalInt.of(1024), OptionalInt.of(128), OptionalInt.of(4)),
                new ServingPoint.Tokens(Double.NaN, 800, Double.NaN),
                new ServingPoint.Latency(Percentiles.median(20), Percentiles.NONE, Percentiles.NONE, Percentiles.NONE),
                Energy.NONE,
                Map.of(),
                "a.json");
    }

    @Test
    void whatIsUnknownIsFilledIn() {
        ServingPoint filled = Labels.of("hardware=H200, gpus=8; watts=5600")
                .on(List.of(point(ServingPoint.UNKNOWN, OptionalInt.empty())))
                .getFirst();
        assertEquals("H200", filled.field("hardware"));
        assertEquals(100, Axis.OUTPUT_RATE_PER_GPU.value(filled, Terms.MEDIAN), 1e-9);
        assertEquals(800 / 5600.0 * 1e6, Axis.OUTPUT_RATE_PER_MW.value(filled, Terms.MEDIAN), 1e-6);
    }

    @Test
    void whatAFileSaysIsNotOverwritten() {
        ServingPoint kept = Labels.of("hardware=H200, gpus=8, precision=FP4")
                .on(List.of(point("GB200", OptionalInt.of(72))))
                .getFirst();
        assertEquals("GB200", kept.field("hardware"));
        assertEquals("72", kept.field("gpus"));
        assertEquals("FP8", kept.field("precision"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpus=eight",
                "gpus=0",
                "watts=-5",
                "nodewatts=0",
                "watts=0.0",
                "pue=0.12",
                "pue=0",
                "colour=blue",
                "hardware=",
                "H200",
                "=8"
            })
    void aWrongWordIsRefusedWithAnExample(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Labels.of(text))
                .getMessage();
        assertTrue(message.contains("write for example"), message);
    }

    @Test
    void missingFieldsAreNamed() {
        assertEquals(
                List.of("hardware", "gpus"), Labels.missing(List.of(point(ServingPoint.UNKNOWN, OptionalInt.empty()))));
    }
}
