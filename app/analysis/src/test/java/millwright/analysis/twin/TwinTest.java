package millwright.analysis.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.analysis.SmallPlant;
import millwright.feed.ActionHeader;
import millwright.feed.Column;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.Preview.Binding;
import millwright.feed.Preview.Failover;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.Test;

/**
 * The demo's numbers, worked out by hand: 72 nodes a row of 4 GPUs and 900 W. Row 1 runs at MAX-P: 72 x 4.9 kW = 352.8 kW;
 * row 2 at MAX-Q: 72 x 4.3 kW = 309.6 kW; cooling 10 % of IT: 66.24 kW; at the utility 728.64 kW of 750.
 */
class TwinTest {
    private static final double COOLING = 66_240;
    private static final double SITE = 728_640;
    private final Plant plant = SmallPlant.plant();
    private final LatestColumns latest = new LatestColumns();

    TwinTest() {
        latest.moved(Plant.empty(), plant);
        int half = 288;
        double[] power = SmallPlant.fill(576, 1000);
        double[] limit = SmallPlant.fill(576, 1000);
        for (int gpu = half; gpu < 576; gpu++) {
            power[gpu] = 850;
            limit[gpu] = 850;
        }
        double[] node = SmallPlant.fill(144, 4900);
        for (int n = 72; n < 144; n++) {
            node[n] = 4300;
        }
        put("gpu.power", EntityKind.GPU, power);
        put("gpu.power.limit", EntityKind.GPU, limit);
        put("gpu.power.limit.max", EntityKind.GPU, SmallPlant.fill(576, 1000));
        put("node.power", EntityKind.NODE, node);
        put("power.observed", EntityKind.MECHANICAL, new double[] {COOLING});
        put("power.observed", EntityKind.UTILITY, new double[] {SITE});
        put("job.output.rate", EntityKind.JOB, new double[] {1000, 2000});
    }

    private void put(String metric, EntityKind kind, double[] values) {
        latest.put(SmallPlant.frame(plant, new MetricId(metric), kind, SmallPlant.START, values));
    }

    private Twin twin() {
        return new Twin(plant, latest, SmallPlant.START);
    }

    private static ActionHeader header() {
        return new ActionHeader("k", "ada", ActionHeader.ProposerKind.PERSON, 0, Long.MAX_VALUE, 0, "");
    }

    private static List<EntityId> row(int row) {
        List<EntityId> racks = new ArrayList<>();
        for (int k = 1; k <= 4; k++) {
            racks.add(EntityId.of(EntityKind.RACK, "R" + row + "-0" + k));
        }
        return racks;
    }

    @Test
    void allOnMaxPBreaksTheUtilityLimit() {
        Consequence c = twin().act(new ControlAction.SetPowerProfile(header(), row(2), InBandProfile.MAX_P));
        // 288 x 150 W = 43.2 kW more IT and 10 % of it more cooling: 728.64 + 47.52 = 776.16 kW.
        assertEquals(776_160, c.wattsAfter(), 5);
        Binding broken = c.broken().getFirst();
        assertEquals(EntityId.of(EntityKind.UTILITY, "utility"), broken.ancestor());
        assertEquals(776_160, broken.watts(), 5);
        assertEquals(26_160, broken.shortfall(), 5);
        assertEquals("contract", broken.origin());
        assertEquals(4, c.racks().size());
        assertEquals(List.of(EntityId.of(EntityKind.JOB, "chat")), c.jobsHit());
        assertEquals(3000, c.tokensBefore());
        assertEquals(1000 + 2000 / 0.93, c.tokensAfter(), 1);
    }

    @Test
    void eitherPduOfThePairCarriesItsRacksWithinTheContinuousLimit() {
        Consequence c = twin().lose(EntityId.of(EntityKind.PDU, "pdu-A1"));
        assertEquals(List.of(), c.dark());
        Failover survivor = c.failover().stream()
                .filter(f -> f.survivor().equals(EntityId.of(EntityKind.PDU, "pdu-B1")))
                .findFirst()
                .orElseThrow();
        assertEquals(352_800, survivor.watts(), 1);
        assertEquals(360_000, survivor.limit(), 1);
        assertEquals(List.of(), c.broken());
        assertEquals(3000, c.tokensAfter(), 1e-9);
        assertEquals(SITE, c.wattsAfter(), 1);
    }

    @Test
    void losingTheUtilityStopsEverything() {
        Consequence c = twin().lose(EntityId.of(EntityKind.UTILITY, "utility"));
        assertEquals(144, c.dark().size());
        assertEquals(0, c.tokensAfter());
        assertEquals(2, c.jobsHit().size());
    }

    @Test
    void losingACduStopsWhatItCools() {
        Consequence c = twin().lose(EntityId.of(EntityKind.CDU, "CDU-02"));
        assertEquals(row(2).size(), c.racks().size());
        assertEquals(1000, c.tokensAfter(), 1e-9);
    }

    @Test
    void cappingOneNodeSlowsItsWholeTrainingJob() {
        EntityId node = EntityId.of(EntityKind.NODE, "R1-01/T1");
        Consequence c = twin().act(new ControlAction.SetPowerCap(header(), List.of(node), 850));
        assertEquals(930 + 2000, c.tokensAfter(), 0.01);
        assertEquals(SITE - 4 * 150 * 1.1, c.wattsAfter(), 1);
        Binding binding = c.binding();
        assertNotNull(binding);
        assertTrue(binding.watts() < binding.limit());
    }

    @Test
    void theLargestCapThatFitsJustFillsTheLimit() {
        Consequence c = twin().act(new ControlAction.SetPowerCap(header(), row(2), 1000));
        Binding utility = c.broken().getFirst();
        // 750 - 728.64 = 21.36 kW of room for 288 GPUs with 10 % cooling each: 67.42 W more than 850.
        assertEquals(850 + 21_360 / (288 * 1.1), utility.largestThatFits(), 0.1);
    }

    /** A rack of row 2 under a nameplate of its own, its boards from 400 to {@code most} W. */
    private Consequence capped(double watts, double nameplate, double most) {
        EntityId rack = row(2).getFirst();
        Limit own = Limit.upper(rack, new MetricId("rack.power"), LimitOrigin.NAMEPLATE, nameplate);
        Plant limited = plant.apply(PlantChange.limits(List.of(own)));
        put("gpu.power.limit.min", EntityKind.GPU, SmallPlant.fill(576, 400));
        put("gpu.power.limit.max", EntityKind.GPU, SmallPlant.fill(576, most));
        return new Twin(limited, latest, SmallPlant.START)
                .act(new ControlAction.SetPowerCap(header(), List.of(rack), watts));
    }

    @Test
    void aRacksOwnNameplateBindsBeforeAFullerUtility() {
        // 18 x 4.3 kW = 77.4 kW, 18 x 100 W less a board x 4 = 70.2 kW at 750 W; 9.8 kW of room for 72 boards.
        Consequence c = capped(750, 80_000, 1000);
        Binding rack = c.binding();
        assertNotNull(rack);
        assertEquals(row(2).getFirst(), rack.ancestor());
        assertEquals("nameplate", rack.origin());
        assertEquals(70_200, rack.watts(), 5);
        assertEquals(750 + 9_800 / 72.0, rack.largestThatFits(), 0.1);
        // The utility is fuller, 720.72 of 750 kW against 70.2 of 80, but 750 + 29.28 kW / (72 x 1.1) = 1,120 W fit
        // there.
        assertEquals(720_720, c.wattsAfter(), 5);
    }

    @Test
    void theBoardsOwnRangeBindsWhereEveryLimitAboveAllowsMore() {
        // 750 + (90 - 70.2) kW / 72 = 1,025 W would fit the rack; no board takes more than 1,000.
        Binding boards = capped(750, 90_000, 1000).binding();
        assertNotNull(boards);
        assertEquals(EntityId.of(EntityKind.GPU, "R2-01/T1/G0"), boards.ancestor());
        assertEquals(750, boards.watts());
        assertEquals(1000, boards.limit());
        assertEquals(1000, boards.largestThatFits());
        // With boards up to 1,100 W it is the rack again.
        Binding rack = capped(750, 90_000, 1100).binding();
        assertNotNull(rack);
        assertEquals(row(2).getFirst(), rack.ancestor());
    }

    @Test
    void ofTheLimitsThatBreakTheOneThatAllowsLeastComesFirst() {
        // 72 x 150 W more: the rack at 88.2 of 80 kW; 1,000 - 8.2 kW / 72 = 886 W fit.
        Binding rack = capped(1000, 80_000, 1000).broken().getFirst();
        assertEquals(row(2).getFirst(), rack.ancestor());
        assertEquals(1000 - 8_200 / 72.0, rack.largestThatFits(), 0.1);
    }

    @Test
    void whatIsLessThanTheBoardsTakeDoesNotFit() {
        // 850 - (77.4 - 40) kW / 72 = 331 W, and the boards take 400 at least.
        Binding rack = capped(850, 40_000, 1000).binding();
        assertNotNull(rack);
        assertEquals(row(2).getFirst(), rack.ancestor());
        assertEquals(0, rack.largestThatFits());
    }

    @Test
    void whatADrainFreesIsNotKnownWhereNobodyMeasures() {
        latest.moved(plant, Plant.empty());
        latest.moved(Plant.empty(), plant);
        String told = twin().act(new ControlAction.Drain(header(), row(1))).assumption();
        assertTrue(told.contains("what is freed then, is not known"), told);
    }

    @Test
    void whatADrainFreesAtMostIsNotClaimedWhereNodesAreNotMeasured() {
        latest.moved(plant, Plant.empty());
        latest.moved(Plant.empty(), plant);
        latest.put(new Frame(
                new MetricId("node.power"),
                EntityKind.NODE,
                plant.revision(),
                new int[] {0, 1, 2},
                SmallPlant.START,
                SmallPlant.START,
                0,
                new Column.F64(SmallPlant.fill(3, 4900)),
                States.all(DataState.OK, 3),
                SmallPlant.ORIGIN));
        String told = twin().act(new ControlAction.Drain(header(), row(1))).assumption();
        assertTrue(told.contains("at least 14.7 kW are drawn by the 3 of 72 nodes that are measured"), told);
        assertTrue(told.contains("what is freed then, is not known"), told);
        assertFalse(told.contains("at most"), told);
    }

    @Test
    void drainingChangesNothingYet() {
        Consequence c = twin().act(new ControlAction.Drain(header(), row(1)));
        assertEquals(c.wattsBefore(), c.wattsAfter(), 1e-6);
        assertEquals(c.tokensBefore(), c.tokensAfter(), 1e-6);
        assertTrue(c.assumption().contains("stay until they end"));
        assertTrue(
                c.assumption().contains("at most the 352.8 kW that are drawn there now are freed then"),
                c.assumption());
        assertEquals(List.of(EntityId.of(EntityKind.JOB, "pretrain")), c.jobsHit());
    }
}
