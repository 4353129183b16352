package millwright.connectors.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Placed;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.Terms;
import millwright.feed.Prices;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;

class MlEnergyTest {
    private static final Terms MEASURED = Terms.MEDIAN.on(PowerBasis.GPU);

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
        assertEquals(1000 / 5.45397300447803, Axis.INTERACTIVITY.value(p, MEASURED), 1e-9);
        assertEquals(0.48589007854707056, Axis.JOULES_PER_TOKEN.value(p, MEASURED));
        assertEquals(1e6 * 1357.9849767771377 / 659.8314270319853, Axis.OUTPUT_RATE_PER_MW.value(p, MEASURED), 1e-3);
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

    @Test
    void whosePowerAndWhichPriceItIsStandsBesideTheFigures() {
        ParetoOptions all = ParetoOptions.of(
                        List.of(SharedData.file("ml-energy/models").toString()))
                .axes(Axis.INTERACTIVITY, Axis.ENERGY_COST);
        Exception unpriced = assertThrows(IllegalArgumentException.class, () -> ParetoCommand.run(all));
        assertTrue(unpriced.getMessage().contains("no price given"), unpriced.getMessage());
        ParetoOutcome priced = ParetoCommand.run(all.priced(new Prices("EUR", 0.36, Double.NaN)));
        assertTrue(priced.toText().contains("energy-cost-per-mtok EUR/Mtok (GPU boards)"), priced.toText());
        assertTrue(priced.toJson().contains("\"powerBasis\": \"gpu\""));
        Placed first = priced.report().groups().getFirst().points().getFirst();
        // 0.36 a kWh is 0.1 a million joules
        assertEquals(0.1 * Axis.JOULES_PER_TOKEN.value(first.point(), MEASURED), first.y(), 1e-12);
        Exception nodes = assertThrows(
                IllegalArgumentException.class,
                () -> ParetoCommand.run(
                        all.axes(Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_MW).on(PowerBasis.NODE)));
        assertTrue(nodes.getMessage().contains("they know another power: GPU boards"), nodes.getMessage());
        ParetoOutcome labelled = ParetoCommand.run(all.axes(Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_MW)
                .labelled(Map.of("nodewatts", "5000", "pue", "1.25"))
                .on(PowerBasis.FACILITY));
        Placed computed = labelled.report().groups().getFirst().points().getFirst();
        assertEquals(1e6 * computed.point().tokens().output() / 6250, computed.y(), 1e-6);
        assertTrue(labelled.warnings().stream().anyMatch(w -> w.contains("times the PUE that was given")));
    }
}
