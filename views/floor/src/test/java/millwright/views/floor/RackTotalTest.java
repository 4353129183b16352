package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import millwright.plant.DataState;
import org.junit.jupiter.api.Test;

class RackTotalTest {
    private static Told watts(double value) {
        return new Told(value, DataState.OK, 1);
    }

    private static Told without(DataState state) {
        return new Told(Double.NaN, state, 1);
    }

    private static List<Told> many(int n, double each) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            told.add(watts(each));
        }
        return told;
    }

    @Test
    void theTotalIsItsParts() {
        RackTotal total = RackTotal.of(watts(118_240), many(18, 6_222), List.of(), many(9, 600), List.of());
        assertEquals("Rack total 118.2 kW = trays 112.0 + switches 5.4 + rest 0.8", total.sentence());
        assertEquals("", total.lacking());
    }

    @Test
    void boardsAreToldFromTheRestOfTheirTrays() {
        RackTotal total =
                RackTotal.of(watts(61_100), many(18, 2_900), many(72, 622), many(9, 778), List.of(watts(1_800)));
        assertEquals(
                "Rack total 61.1 kW = GPUs 44.8 + CPU, NIC 7.4 + switches 7.0 + shelf losses 1.8 + rest 0.1",
                total.sentence());
    }

    @Test
    void whatHasNoNumberIsNamedAndCountsForNothing() {
        List<Told> trays = new ArrayList<>(many(16, 5_000));
        trays.add(without(DataState.FORBIDDEN));
        trays.add(without(DataState.NO_DATA));
        RackTotal total =
                RackTotal.of(watts(95_000), trays, List.of(), List.of(without(DataState.NOT_SUPPORTED)), List.of());
        assertEquals("Rack total 95.0 kW = 16 of 18 trays 80.0 + rest 15.0", total.sentence());
        assertEquals("Without a number: 2 trays 1 not measured, 1 forbidden; switches not supported", total.lacking());
    }

    @Test
    void aRackThatIsNotMeasuredHasNoTotalButParts() {
        RackTotal total = RackTotal.of(Told.NOTHING, many(2, 400), List.of(), many(1, 50), List.of());
        assertEquals("Measured parts 0.85 kW = trays 0.80 + switches 0.05", total.sentence());
        assertTrue(total.lacking().contains("rack itself not measured"), total.lacking());
        assertEquals(
                "Rack total: nothing of its power is measured",
                RackTotal.of(Told.NOTHING, List.of(), List.of(), List.of(), List.of())
                        .sentence());
    }

    @Test
    void partsThatTellMoreThanTheRackAreNotHidden() {
        RackTotal total = RackTotal.of(watts(90_000), many(18, 5_100), List.of(), List.of(), List.of());
        assertEquals("Rack total 90.0 kW = trays 91.8 − more than the rack tells 1.8", total.sentence());
    }

    @Test
    void aLittleTooMuchIsOfRoundingAndOfInstants() {
        RackTotal total = RackTotal.of(watts(70_900), many(18, 3_945), List.of(), List.of(), List.of());
        assertEquals("Rack total 70.9 kW = trays 71.0 − rest 0.1", total.sentence());
    }

    @Test
    void aStaleTotalSaysSo() {
        Told stale = new Told(50_000, DataState.STALE, 1);
        assertTrue(RackTotal.of(stale, many(10, 5_000), List.of(), List.of(), List.of())
                .sentence()
                .startsWith("Rack total, stale 50.0 kW"));
    }

    @Test
    void stalePartsSaySoAndAreNotTakenFromEachOther() {
        Told old = new Told(5_000, DataState.STALE, 1);
        List<Told> trays = new ArrayList<>(many(17, 5_000));
        trays.add(old);
        RackTotal some = RackTotal.of(watts(95_000), trays, many(72, 900), List.of(), List.of());
        assertEquals("Rack total 95.0 kW = trays 90.0 + rest 5.0", some.sentence());
        assertEquals("Stale: 1 of 18 trays", some.lacking());
        RackTotal all = RackTotal.of(watts(4_000), List.of(old), List.of(), many(1, 500), List.of());
        assertEquals("Rack total 4.00 kW = trays, stale 5.00 + switches 0.50 − rest 1.50", all.sentence());
        RackTotal gpus = RackTotal.of(Told.NOTHING, List.of(), List.of(old), List.of(), List.of());
        assertEquals("Measured parts, stale 5.00 kW = GPUs, stale 5.00", gpus.sentence());
        RackTotal mixed = RackTotal.of(Told.NOTHING, List.of(old), List.of(), many(1, 500), List.of());
        assertEquals("Measured parts, some stale 5.50 kW = trays, stale 5.00 + switches 0.50", mixed.sentence());
    }

    @Test
    void whatIsPrintedAlwaysAddsUp() {
        Random dice = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Told> trays = many(1 + dice.nextInt(18), 300 + dice.nextDouble() * 7_000);
            List<Told> gpus = many(dice.nextInt(5), dice.nextDouble() * 1_200);
            List<Told> switches = many(dice.nextInt(9), dice.nextDouble() * 900);
            List<Told> losses = many(dice.nextInt(8), dice.nextDouble() * 400);
            Told rack = dice.nextInt(5) == 0 ? Told.NOTHING : watts(dice.nextDouble() * 130_000);
            RackTotal total = RackTotal.of(rack, trays, gpus, switches, losses);
            List<RackTotal.Word> words = total.words();
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 2; i + 1 < words.size(); i += 2) {
                BigDecimal part = new BigDecimal(words.get(i + 1).text().replace(",", ""));
                sum = words.get(i).text().startsWith("−") ? sum.subtract(part) : sum.add(part);
            }
            String printed = words.get(1).text().replace(",", "").replace(" kW", "");
            assertEquals(0, new BigDecimal(printed).compareTo(sum), total.sentence());
            assertFalse(total.sentence().contains("NaN"), total.sentence());
        }
    }
}
