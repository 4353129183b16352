package millwright.analysis;

import static millwright.analysis.SmallPlant.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import millwright.feed.AveragedOver;
import millwright.feed.Column;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.Agreement;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** One GPU's power by two sources. */
class AgreementTest {
    private static final Origin BMC = new Origin(EntityId.of(EntityKind.SOURCE, "bmc"), true);

    private static final Origin IPMI = new Origin(EntityId.of(EntityKind.SOURCE, "ipmi"), true);

    private Plant plant = SmallPlant.plant();
    private final List<PlantEvent> told = new ArrayList<>();
    /** Seconds that the clock of the second source lags. */
    private int lag;
    /** Two peers of one feed tell the second source's value by turns. */
    private boolean turns;
    /** From this second on another source tells beside. */
    private int change = Integer.MAX_VALUE;

    /** @param every seconds between samples of the second source, which average over them */
    private List<Finding> run(int seconds, int every, IntToDoubleFunction driver, IntToDoubleFunction bmc) {
        Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
        analyst.accept(SmallPlant.whole(plant, SmallPlant.START), told::add);
        for (int s = 1; s < seconds; s++) {
            analyst.accept(frame("gpu.power", s, 0, 0, driver.applyAsDouble(s), SmallPlant.ORIGIN), told::add);
            double other = s % every == 0 ? bmc.applyAsDouble(s) : Double.NaN;
            if (!Double.isNaN(other)) {
                analyst.accept(frame("gpu.power.other", s, lag, every, other, second(s)), told::add);
            }
            analyst.tick(SmallPlant.START + s * Times.SECOND + 200 * Times.MILLI, told::add);
        }
        return only(told, Finding.class).stream()
                .filter(f -> f.rule().equals("agreement"))
                .toList();
    }

    private Origin second(int s) {
        EntityId peer = EntityId.of(EntityKind.SOURCE, "bmc/" + s % 2);
        return turns ? new Origin(peer, true) : s < change ? BMC : IPMI;
    }

    private Frame frame(String metric, int second, int behind, int seconds, double watts, Origin origin) {
        long time = SmallPlant.START + second * Times.SECOND;
        return new Frame(
                new MetricId(metric),
                EntityKind.GPU,
                plant.revision(),
                new int[] {7},
                time - behind * Times.SECOND,
                time + 50 * Times.MILLI,
                seconds * Times.SECOND,
                new Column.F64(new double[] {watts}),
                States.all(DataState.OK, 1),
                origin);
    }

    @Test
    void aDisagreementNamesBothSourcesTheirValuesAndWhichIsShown() {
        List<Finding> found = run(400, 5, s -> 400, s -> 520);
        Finding finding = found.getFirst();
        assertEquals(plant.at(EntityKind.GPU, 7).id(), finding.entity());
        assertEquals(new MetricId("gpu.power"), finding.metric());
        assertEquals(400, finding.now());
        assertEquals(520, finding.limit());
        assertTrue(
                finding.evidence().startsWith("dcgm says 400 W (shown), bmc says 520 W: means of 60 s, 120 W apart"),
                finding.evidence());
        assertTrue(finding.evidence().endsWith("where 36 W is agreement"), finding.evidence());
        assertTrue(found.getLast().active());
    }

    /** Every pair of the table: far apart it is a finding, half of the tolerance apart it is none. */
    @Test
    void everyQuantityOfTheTableIsComparedWithinItsOwnTolerance() {
        for (Agreement pair : Agreement.standard()) {
            Metric metric = Catalogue.standard().get(pair.metric());
            Metric other = Catalogue.standard().get(pair.other());
            assertEquals(metric.unit(), other.unit(), pair.metric().name());
            assertEquals(metric.on(), other.on(), pair.metric().name());
            EntityKind kind = metric.on().stream()
                    .filter(k -> plant.count(k) > 0)
                    .findFirst()
                    .orElseThrow();
            double one = 60;
            assertEquals(List.of(), compared(pair, kind, one, one + pair.tolerance(one, one) / 2));
            List<Finding> found = compared(pair, kind, one, one + 2 * pair.tolerance(one, one));
            assertEquals(pair.metric(), found.getFirst().metric());
            assertEquals(
                    plant.at(kind, 0).id(),
                    found.getFirst().entity(),
                    pair.metric().name());
        }
    }

    private List<Finding> compared(Agreement pair, EntityKind kind, double one, double two) {
        List<PlantEvent> heard = new ArrayList<>();
        Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
        analyst.accept(SmallPlant.whole(plant, SmallPlant.START), heard::add);
        for (int s = 5; s < 1_200; s += 5) {
            analyst.accept(frame(pair.metric().name(), kind, 0, s, one, SmallPlant.ORIGIN), heard::add);
            analyst.accept(frame(pair.other().name(), kind, 0, s, two, BMC), heard::add);
            analyst.tick(SmallPlant.START + s * Times.SECOND + 200 * Times.MILLI, heard::add);
        }
        return only(heard, Finding.class).stream()
                .filter(f -> f.rule().equals("agreement"))
                .toList();
    }

    private Frame frame(String metric, EntityKind kind, int slot, int second, double value, Origin origin) {
        long time = SmallPlant.START + second * Times.SECOND;
        return new Frame(
                new MetricId(metric),
                kind,
                plant.revision(),
                new int[] {slot},
                time,
                time + 50 * Times.MILLI,
                5 * Times.SECOND,
                new Column.F64(new double[] {value}),
                States.all(DataState.OK, 1),
                origin);
    }

    @Test
    void meansAreComparedNotInstantsThatSwing() {
        assertEquals(List.of(), run(900, 10, s -> s % 2 == 0 ? 200 : 800, s -> 500));
    }

    @Test
    void withinTheToleranceAndForLessThanTheHoldTimeNothingIsSaid() {
        assertEquals(List.of(), run(600, 5, s -> 400, s -> 428));
        assertEquals(List.of(), run(600, 5, s -> 400, s -> s > 250 && s < 300 ? 600 : 400));
    }

    @Test
    void itEndsWhenTheyClearlyAgreeAgainOrOneFallsSilent() {
        assertTrue(!run(900, 5, s -> 400, s -> s < 400 ? 520 : 410).getLast().active());
        told.clear();
        assertTrue(run(900, 5, s -> 400, s -> s < 400 ? 520 : 424).getLast().active(), "424 W is not clear yet");
        told.clear();
        assertTrue(!run(900, 5, s -> 400, s -> s < 400 ? 520 : Double.NaN)
                .getLast()
                .active());
    }

    @Test
    void aSlowSourceWidensTheWindow() {
        List<Finding> found = run(1500, 60, s -> 400, s -> 520);
        assertTrue(
                found.getFirst().evidence().contains("means of 360 s"),
                found.getFirst().evidence());
        told.clear();
        // the load rises by steps; the slow source tells each minute's mean of the same
        assertEquals(List.of(), run(1800, 60, s -> 300 + s / 60, s -> 300 + (s - 1) / 60));
    }

    /** As if the second source said so of the first or of itself. */
    private void averaging(String source, long span) {
        plant = Plant.builder()
                .apply(plant.whole())
                .nativeIds(plant.at(EntityKind.GPU, 7).id(), AveragedOver.said(new MetricId("gpu.power"), source, span))
                .build(plant.revision() + 1);
    }

    /** 900 s of 300 W, 900 s of 700 W, and so on. */
    private static double swinging(int s) {
        return Math.floorMod(s, 1_800) < 900 ? 300 : 700;
    }

    private static double meanOfFiveMinutes(int s) {
        double sum = 0;
        for (int i = s - 299; i <= s; i++) {
            sum += swinging(i);
        }
        return sum / 300;
    }

    @Test
    void aSourceThatSaysItAveragesLongerIsComparedOverLonger() {
        averaging("bmc", 5 * Times.MINUTE);
        assertEquals(List.of(), run(9_000, 5, AgreementTest::swinging, AgreementTest::meanOfFiveMinutes));
        told.clear();
        Finding apart = run(9_000, 5, s -> 400, s -> 520).getLast();
        assertTrue(apart.active());
        assertTrue(
                apart.evidence()
                        .startsWith("dcgm says 400 W (shown), bmc says 520 W (means of 5 min): means of 1800 s, 120 W"),
                apart.evidence());
    }

    @Test
    void whatOneSourceSaysOfItsAveragingIsNotHeldAgainstAnother() {
        averaging("ipmi", 5 * Times.MINUTE);
        averaging("dcgm", 0);
        Finding apart = run(400, 5, s -> 400, s -> 520).getLast();
        assertTrue(
                apart.evidence().startsWith("dcgm says 400 W (shown, instants), bmc says 520 W: means of 60 s"),
                apart.evidence());
    }

    @Test
    void aFewInstantsOfALoadThatStepsAreNoDisagreement() {
        IntToDoubleFunction stepping = s -> new Random(s * 7919L).nextBoolean() ? 300 : 700;
        assertEquals(List.of(), run(7_200, 60, stepping, stepping));
        assertEquals(List.of(), run(7_200, 60, s -> 500, stepping));
    }

    @Test
    void oneWindowOfASlowSourceIsNotEnough() {
        assertEquals(List.of(), run(2400, 60, s -> 400, s -> s > 700 && s < 1100 ? 450 : 400));
    }

    @Test
    void aSourceWhoseClockLagsIsHeardToo() {
        lag = 600;
        assertTrue(run(400, 5, s -> 400, s -> 520).getLast().active());
    }

    @Test
    void whatOneSourceSaidIsNotHeldAgainstTheNext() {
        change = 400;
        Finding last = run(420, 5, s -> 400, s -> s < 400 ? 520 : 401).getLast();
        assertTrue(!last.active(), last.evidence());
    }

    @Test
    void peersOfOneFeedThatTellByTurnsAreJudgedAsOne() {
        turns = true;
        Finding last = run(400, 5, s -> 400, s -> 520).getLast();
        assertTrue(last.active());
        assertTrue(last.evidence().contains("bmc says 520 W"), last.evidence());
    }
}
