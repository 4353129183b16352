package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.desk.Situation;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;

/** Eight racks, of which some run under a cap. */
class CapsTest {
    private static final int RACKS = 8;

    private final FixtureContext context = new FixtureContext(FixturePlant.of(2, RACKS / 2), Mood.EMPTY, Theme.DARK);
    private Situation situation = Altered.of(context.situation())
            .plant(FixturePlant.of(2, RACKS / 2))
            .actions(Map.of())
            .situation();
    private final double[] none = new double[RACKS];

    CapsTest() {
        Arrays.fill(none, Double.NaN);
    }

    private void tell(String metric, double... ofRacks) {
        Plant plant = situation.plant();
        double[] watts = new double[plant.count(EntityKind.GPU)];
        for (int slot = 0; slot < watts.length; slot++) {
            int rack = plant.ancestor(plant.indexAt(EntityKind.GPU, slot), EntityKind.RACK);
            watts[slot] = ofRacks[plant.slotOf(rack)];
        }
        context.tell(new MetricId(metric), EntityKind.GPU, watts);
    }

    private void asked(ActionStage stage, double... watts) {
        Map<String, ActionProgress> actions = new LinkedHashMap<>();
        ActionProgress like = FixtureContext.of(Mood.LIVE, Theme.DARK)
                .situation()
                .actions()
                .values()
                .iterator()
                .next();
        for (double w : watts) {
            ActionHeader h = like.action().header();
            ControlAction cap = new ControlAction.SetPowerCap(h, List.of(new EntityId("rack:R2-01")), w);
            actions.put("cap " + w, new ActionProgress(cap, stage, like.trail(), List.of(), null, like.origin()));
        }
        situation = Altered.of(situation).actions(actions).situation();
    }

    private Map<String, Double> capped() {
        Plant plant = situation.plant();
        Caps caps = new Caps();
        caps.known(plant);
        Map<String, Double> named = new TreeMap<>();
        caps.capped(new HallPlan(plant), situation, context.latest(), FixtureContext.NOW)
                .forEach((rack, watts) ->
                        named.put(plant.at(EntityKind.RACK, rack).name(), watts));
        return named;
    }

    private static double[] five() {
        return IntStream.range(0, RACKS).mapToDouble(i -> i < 5 ? 850 : 1_000).toArray();
    }

    private static double[] all(double watts) {
        return IntStream.range(0, RACKS).mapToDouble(_ -> watts).toArray();
    }

    @Test
    void moreThanHalfOfTheRacksMayBeCapped() {
        tell("gpu.power.limit", five());
        Set<String> expected = Set.of("R1-01", "R1-02", "R1-03", "R1-04", "R2-01");
        assertEquals(
                expected.stream().collect(Collectors.toMap(r -> r, _ -> 850.0)), capped(), "by boards of one model");
        tell("gpu.power.limit.default", all(1_000));
        assertEquals(expected, capped().keySet());
    }

    @Test
    void whatBoardsEnforceByDefaultIsNoCapAndAllMayBeCapped() {
        tell("gpu.power.limit", five());
        tell("gpu.power.limit.default", five());
        assertEquals(Map.of(), capped());
        tell("gpu.power.limit", all(700));
        assertEquals(RACKS, capped().size());
    }

    @Test
    void aCapInEffectCountsUnlessTheBoardsEnforceMore() {
        asked(ActionStage.CONFIRMED, 850);
        assertEquals(Map.of("R2-01", 850.0), capped(), "of what boards enforce nothing is known");
        tell("gpu.power.limit", all(850));
        assertEquals(Map.of("R2-01", 850.0), capped(), "all enforce the same");
        tell("gpu.power.limit", all(1_000));
        assertEquals(Map.of(), capped());
        tell("gpu.power.limit", none);
        asked(ActionStage.CONFIRMED, 850, Double.NaN);
        assertEquals(Map.of(), capped(), "lifted since");
        asked(ActionStage.FAILED, 850);
        assertEquals(Map.of(), capped());
    }

    @Test
    void aLimitOfThePlantNamesACap() {
        EntityId gpu = new EntityId("gpu:R1-03/T02/G1");
        Limit cap = Limit.upper(gpu, new MetricId("gpu.power"), LimitOrigin.CAP, 840);
        Plant limited = situation.plant().apply(PlantChange.limits(List.of(cap)));
        situation = Altered.of(situation).plant(limited).situation();
        assertEquals(Map.of("R1-03", 840.0), capped());
    }
}
