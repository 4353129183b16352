package millwright.analysis.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.analysis.SmallPlant;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.Test;

class RollupTest {
    private final Plant plant = SmallPlant.plant();
    private final LatestColumns latest = new LatestColumns();
    private final Rollup rollup = new Rollup();
    private final List<Frame> told = new ArrayList<>();
    private long now = SmallPlant.START;

    RollupTest() {
        latest.moved(Plant.empty(), plant);
    }

    private void put(String metric, EntityKind kind, double[] values) {
        latest.put(SmallPlant.frame(plant, new MetricId(metric), kind, now, values));
    }

    private void tick() {
        rollup.tick(plant, latest, now, this::take);
    }

    private void take(PlantEvent event) {
        Frame frame = (Frame) event;
        told.add(frame);
        latest.put(frame);
    }

    private double value(String metric, EntityKind kind, int slot) {
        return latest.latest(new MetricId(metric), kind).values()[slot];
    }

    private DataState state(String metric, EntityKind kind, int slot) {
        return latest.latest(new MetricId(metric), kind).state(slot);
    }

    private void calm() {
        put("gpu.power", EntityKind.GPU, SmallPlant.fill(576, 850));
        put("gpu.power.limit", EntityKind.GPU, SmallPlant.fill(576, 1000));
        put("gpu.sm.active", EntityKind.GPU, SmallPlant.fill(576, 0.9));
        put("node.power", EntityKind.NODE, SmallPlant.fill(144, 4300));
        put("power.observed", EntityKind.MECHANICAL, new double[] {60_000});
        put("power.observed", EntityKind.UTILITY, new double[] {690_000});
        put("job.output.rate", EntityKind.JOB, new double[] {1000, 2000});
        put("job.output.expected", EntityKind.JOB, new double[] {1100, 2000});
    }

    private void nodes(byte[] states) {
        latest.put(new Frame(
                new MetricId("node.power"),
                EntityKind.NODE,
                plant.revision(),
                null,
                now + 1,
                now + 1,
                0,
                new Column.F64(SmallPlant.fill(144, 4300)),
                States.of(states),
                SmallPlant.ORIGIN));
    }

    @Test
    void sumsAddUpFromNodesToTheSite() {
        calm();
        tick();
        assertEquals(18 * 4300, value("rack.power", EntityKind.RACK, 3), 1);
        assertEquals(144 * 4300, value("site.power.it", EntityKind.SITE, 0), 1);
        assertEquals(72 * 4300, value("site.power.training", EntityKind.SITE, 0), 1);
        assertEquals(72 * 4300, value("site.power.inference", EntityKind.SITE, 0), 1);
        assertEquals(690_000, value("site.power", EntityKind.SITE, 0), 1);
        assertEquals(690_000 - 144 * 4300 - 60_000, value("site.power.loss", EntityKind.SITE, 0), 1);
        assertEquals(690_000.0 / (144 * 4300), value("site.pue", EntityKind.SITE, 0), 1e-6);
        assertEquals(3000.0 / 690_000, value("site.efficiency", EntityKind.SITE, 0), 1e-9);
        assertEquals(750_000, value("site.power.limit", EntityKind.SITE, 0), 1);
        assertEquals(576, value("site.gpus.useful", EntityKind.SITE, 0));
        assertEquals(3100, value("site.output.expected", EntityKind.SITE, 0), 1e-6);
    }

    @Test
    void rowsAndHallsAreTheSumsAndExtremesOfTheirRacks() {
        calm();
        double[] margins = SmallPlant.fill(576, 30);
        margins[300] = 12; // in the second row
        put("gpu.temperature.margin", EntityKind.GPU, margins);
        double[] temperatures = SmallPlant.fill(576, 60);
        temperatures[2] = 81;
        put("gpu.temperature", EntityKind.GPU, temperatures);
        double[] busy = SmallPlant.fill(576, 0.9);
        busy[1] = 0.01;
        put("gpu.sm.active", EntityKind.GPU, busy);
        tick();
        assertEquals(72 * 4300, value("area.power", EntityKind.ROW, 0), 1);
        assertEquals(144 * 4300, value("area.power", EntityKind.HALL, 0), 1);
        assertEquals(72 * 4900, value("area.power.committed", EntityKind.ROW, 1), 1);
        assertEquals(81, value("area.temperature.max", EntityKind.ROW, 0));
        assertEquals(60, value("area.temperature.max", EntityKind.ROW, 1));
        assertEquals(81, value("area.temperature.max", EntityKind.HALL, 0));
        assertEquals(30, value("area.thermal.headroom", EntityKind.ROW, 0));
        assertEquals(12, value("area.thermal.headroom", EntityKind.HALL, 0));
        assertEquals(1000, value("area.output.rate", EntityKind.ROW, 0), 1e-6);
        assertEquals(3000, value("area.output.rate", EntityKind.HALL, 0), 1e-6);
        assertEquals(288, value("area.gpus", EntityKind.ROW, 0));
        assertEquals(287, value("area.gpus.useful", EntityKind.ROW, 0));
        assertEquals(288, value("area.gpus.useful", EntityKind.ROW, 1));
        assertEquals(575, value("area.gpus.useful", EntityKind.HALL, 0));
        assertTrue(
                Catalogue.standard().metrics().stream()
                        .filter(m -> m.on().contains(EntityKind.ROW) && m.name().contains("headroom"))
                        .allMatch(m -> m.unit().equals("K")),
                "watts that are left are bound by what feeds the racks, which a sum over them does not know");
    }

    @Test
    void aRowWithoutPowerOfManyOfItsRacksHasNone() {
        calm();
        byte[] states = new byte[144];
        java.util.Arrays.fill(states, 0, 18, (byte) DataState.NO_DATA.ordinal());
        nodes(states);
        tick();
        assertEquals(DataState.NO_DATA, state("area.power", EntityKind.ROW, 0));
        assertEquals(DataState.OK, state("area.power", EntityKind.ROW, 1));
        assertEquals(DataState.NO_DATA, state("area.power", EntityKind.HALL, 0));
    }

    @Test
    void oneOfAPairCarriesAllWhenThePartnerIsLost() {
        calm();
        tick();
        int pdu = plant.slotOf(EntityKind.PDU, EntityId.of(EntityKind.PDU, "pdu-A1"));
        assertEquals(72 * 4300 / 2.0, value("power.observed", EntityKind.PDU, pdu), 1);
        assertEquals(72 * 4300, value("power.failover", EntityKind.PDU, pdu), 1);
        assertEquals(DataState.NOT_SUPPORTED, state("power.failover", EntityKind.UTILITY, 0));
        // 4 x 1000 W of limits and 900 W of the node itself.
        assertEquals(72 * 4900 / 2.0, value("power.committed", EntityKind.PDU, pdu), 1);
    }

    @Test
    void whereNodesAreNotMeasuredBothMetersOfAPairSayWhatOneWouldCarry() {
        calm();
        byte[] states = new byte[144];
        java.util.Arrays.fill(states, 0, 72, (byte) DataState.NO_DATA.ordinal());
        nodes(states);
        tick();
        int a = plant.slotOf(EntityKind.PDU, EntityId.of(EntityKind.PDU, "pdu-A1"));
        assertEquals(DataState.NO_DATA, state("power.failover", EntityKind.PDU, a), "nobody measures it");
        now += Times.SECOND;
        double[] metered = SmallPlant.fill(plant.count(EntityKind.PDU), 170_000);
        metered[plant.slotOf(EntityKind.PDU, EntityId.of(EntityKind.PDU, "pdu-B1"))] = 161_000;
        put("power.observed", EntityKind.PDU, metered);
        tick();
        assertEquals(331_000, value("power.failover", EntityKind.PDU, a), 1);
        int other = plant.slotOf(EntityKind.PDU, EntityId.of(EntityKind.PDU, "pdu-A2"));
        assertEquals(2 * 170_000, value("power.failover", EntityKind.PDU, other), 1, "with the losses that meters see");
    }

    @Test
    void aMeterThatSaysMoreThanWhatStandsBelowIsNeverUndercutByItsFailover() {
        int a = plant.indexOf(EntityId.of(EntityKind.PDU, "pdu-A1"));
        Loads.Meters alone = new Loads.Meters() {
            @Override
            public Reading at(int index) {
                return index == a ? Reading.ok(400_000) : Reading.NONE;
            }

            @Override
            public int twin(int index) {
                return -1;
            }
        };
        Loads.Ends ends =
                index -> plant.targets(RelationKind.FEEDS, index).length > 0 ? Reading.NONE : Reading.ok(1000);
        assertEquals(400_000, new Loads(plant, ends, alone).withoutPartner(a).value(), 1);
        Loads.Ends old = index ->
                plant.targets(RelationKind.FEEDS, index).length > 0 ? Reading.NONE : new Reading(1000, DataState.STALE);
        Reading stale = new Loads(plant, old, alone).withoutPartner(a);
        assertEquals(new Reading(400_000, DataState.STALE), stale, "nobody knows what the partner carries now");
    }

    @Test
    void aJobHasThePowerOfItsBoardsApartFromThatOfItsNodesAndAnEndpointThatOfItsJobs() {
        EntityId chatting = EntityId.of(EntityKind.ENDPOINT, "chat");
        Plant serving = SmallPlant.plant(p -> p.put(new Entity.Endpoint(chatting, "chat", "llm-8B", "FP8"))
                .put(new Entity.Endpoint(EntityId.of(EntityKind.ENDPOINT, "nobody"), "nobody", "llm-8B", "FP8"))
                .relate(Relation.of(RelationKind.SERVES, EntityId.of(EntityKind.JOB, "chat"), chatting)));
        latest.moved(plant, serving);
        for (String metric : List.of("gpu.power", "node.power")) {
            EntityKind kind = metric.startsWith("gpu") ? EntityKind.GPU : EntityKind.NODE;
            double watts = kind == EntityKind.GPU ? 850 : 4300;
            latest.put(SmallPlant.frame(
                    serving, new MetricId(metric), kind, now, SmallPlant.fill(serving.count(kind), watts)));
        }
        rollup.tick(serving, latest, now, this::take);
        int chat = serving.slotOf(EntityKind.JOB, EntityId.of(EntityKind.JOB, "chat"));
        assertEquals(288 * 850, value("job.power.gpu", EntityKind.JOB, chat), 1);
        assertEquals(72 * 4300, value("job.power", EntityKind.JOB, chat), 1);
        int endpoint = serving.slotOf(EntityKind.ENDPOINT, chatting);
        assertEquals(288, value("job.gpus", EntityKind.ENDPOINT, endpoint));
        assertEquals(288 * 850, value("job.power.gpu", EntityKind.ENDPOINT, endpoint), 1);
        assertEquals(72 * 4300, value("job.power", EntityKind.ENDPOINT, endpoint), 1);
        int nobody = serving.slotOf(EntityKind.ENDPOINT, EntityId.of(EntityKind.ENDPOINT, "nobody"));
        assertEquals(DataState.NO_DATA, state("job.gpus", EntityKind.ENDPOINT, nobody));
        assertEquals(DataState.NO_DATA, state("job.power", EntityKind.ENDPOINT, nobody));
    }

    @Test
    void aMeterIsNeverReplaced() {
        calm();
        tick();
        now += Times.SECOND;
        calm();
        put("rack.power", EntityKind.RACK, SmallPlant.fill(8, 80_000));
        told.clear();
        tick();
        assertTrue(told.stream().noneMatch(f -> f.metric().name().equals("rack.power")));
        assertEquals(8 * 80_000, value("site.power.it", EntityKind.SITE, 0), 1);
    }

    @Test
    void whatIsMissingIsNeverZero() {
        tick();
        for (Frame frame : told) {
            String metric = frame.metric().name();
            boolean counted = metric.equals("job.gpus")
                    || metric.equals("site.gpus")
                    || metric.equals("area.gpus")
                    || metric.equals("site.power.limit");
            for (int i = 0; i < frame.size() && !counted; i++) {
                assertTrue(
                        frame.states().at(i) != DataState.OK
                                && Double.isNaN(frame.values().asDouble(i)),
                        () -> metric + " " + frame);
            }
        }
    }

    @Test
    void badAndStalePartsShowInTheSum() {
        calm();
        byte[] states = new byte[144];
        states[0] = (byte) DataState.BAD.ordinal();
        for (int n = 18; n < 36; n++) {
            states[n] = (byte) DataState.STALE.ordinal();
        }
        nodes(states);
        tick();
        assertEquals(DataState.NO_DATA, state("rack.power", EntityKind.RACK, 0), "17 of 18 are less than 95 %");
        assertEquals(DataState.STALE, state("rack.power", EntityKind.RACK, 1));
        assertEquals(DataState.OK, state("rack.power", EntityKind.RACK, 2));
    }

    @Test
    void derivedValuesOfASimulatedPlantSaySo() {
        calm();
        tick();
        assertTrue(told.stream().allMatch(f -> f.origin().simulated()));
    }

    @Test
    void executionIdleNeedsAWhile() {
        calm();
        put("gpu.sm.active", EntityKind.GPU, SmallPlant.fill(576, 0.01));
        tick();
        assertEquals(DataState.NO_DATA, state("site.gpus.idle", EntityKind.SITE, 0), "they may have been idle before");
        now += 6 * Times.SECOND;
        calm();
        put("gpu.sm.active", EntityKind.GPU, SmallPlant.fill(576, 0.01));
        tick();
        assertEquals(576, value("site.gpus.idle", EntityKind.SITE, 0));
        assertEquals(0, value("site.gpus.useful", EntityKind.SITE, 0));
    }

    @Test
    void ratiosAreSumOverSum() {
        Tally above = new Tally().add(1, DataState.OK).add(0, DataState.OK);
        Tally below = new Tally().add(1, DataState.OK).add(9, DataState.OK);
        assertEquals(0.1, above.sum().over(below.sum()).value(), 1e-12);
        Latest none = Latest.none(new MetricId("gpu.power"), EntityKind.GPU, 1, 3);
        assertEquals(DataState.NO_DATA, new Tally().add(none, 1).state());
    }
}
