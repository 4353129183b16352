package millwright.connectors.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;

class MlEnergyTest {
    private static ResultSet read() {
        return new ResultReader(Map.of(), NamePatterns.standard())
                .read(List.of(SharedData.file("ml-energy").toString()));
    }

    @Test
    void everyConfigurationIsReadOrAccountedFor() {
        ResultSet read = read();
        assertEquals(28, read.files());
        assertEquals(376, read.points().size());
        assertEquals(List.of(), read.problems());
        assertTrue(
                read.notes().stream().anyMatch(n -> n.contains("text-to-video") && n.contains("not tokens")),
                read.notes().toString());
    }

    @Test
    void fieldsOfTheFirstEntry() {
        ServingPoint p = new ResultReader(Map.of(), NamePatterns.standard())
                .read(List.of(SharedData.file("ml-energy/models/openai__gpt-oss-120b__gpqa.json")
                        .toString()))
                .points()
                .getFirst();
        assertEquals("B200", p.deployment().hardware());
        assertEquals("mxfp4", p.deployment().precision());
        assertEquals("openai/gpt-oss-120b", p.deployment().model());
        assertEquals(1, p.deployment().gpus().getAsInt());
        assertEquals(1000 / 5.45397300447803, Axis.INTERACTIVITY.value(p, Percentiles.MEDIAN), 1e-9);
        assertEquals(0.48589007854707056, Axis.JOULES_PER_TOKEN.value(p, Percentiles.MEDIAN));
        assertEquals(
                1e6 * 1357.9849767771377 / 659.8314270319853,
                Axis.OUTPUT_RATE_PER_MW.value(p, Percentiles.MEDIAN),
                1e-3);
        assertTrue(p.source().endsWith("#configurations[0]"), p.source());
    }

    @Test
    void oneFrontierPerModelPrecisionAndHardware() {
        ParetoOutcome outcome = ParetoCommand.run(
                ParetoOptions.of(List.of(SharedData.file("ml-energy").toString()))
                        .axes(Axis.INTERACTIVITY, Axis.JOULES_PER_TOKEN));
        assertTrue(outcome.report().groups().size() > 20);
        assertTrue(
                outcome.warnings().stream().anyMatch(w -> w.contains("inter-token latency")),
                outcome.warnings().toString());
        assertEquals(0, outcome.exitCode());
    }
}
