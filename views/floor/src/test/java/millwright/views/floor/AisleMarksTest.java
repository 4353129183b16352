package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.desk.Situation;
import millwright.desk.draw.Look;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.RackSlot;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.Looks;
import org.junit.jupiter.api.Test;

/** Below which racks the name of something with an alarm leaves no room for another. */
class AisleMarksTest {
    private static final int RACKS = 38;
    private static final EntityId GPU = new EntityId("gpu:10/T07/G2");

    /** Told from the last rack to the first, so that the order of slots is not that of places. */
    private static Plant plant() {
        EntityId row = EntityId.of(EntityKind.ROW, "R1");
        PlantBuilder made = Plant.builder().put(new Entity.Place(row, "R1", EntityKind.ROW));
        for (int position = RACKS; position >= 1; position--) {
            EntityId rack = EntityId.of(EntityKind.RACK, "%02d".formatted(position));
            made.put(row, new Entity.Rack(rack, rack.text(), 48, position));
        }
        EntityId node = new EntityId("node:10/T07");
        made.put(EntityId.of(EntityKind.RACK, "10"), new Entity.Node(node, "T07", "h", RackSlot.full(7, 1)))
                .put(node, new Entity.Gpu(GPU, "G2", 2, "GB200"));
        return made.build(1);
    }

    /** Positions of racks below which nothing else may stand. @param alarms at what @param cap position, 0 for none */
    private static Set<Integer> taken(int cap, EntityId... alarms) {
        return Pictures.onFx(() -> {
            FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
            Plant plant = plant();
            HallPlan plan = new HallPlan(plant);
            Camera camera = new Camera(1);
            camera.fit(plan, 920, 620);
            assertEquals(20, camera.rackWidth(), 2);
            int capped = plant.slotOf(EntityKind.RACK, EntityId.of(EntityKind.RACK, "%02d".formatted(cap)));
            MapPainter.Scene scene = new MapPainter.Scene(
                    plant,
                    plan,
                    camera,
                    Level.RACK,
                    new CellValues(new double[0], new byte[0], 0),
                    new Scale(0, 1, false),
                    new LegendHistogram(Looks.of(context)),
                    new RackAlarms(situation(context, plant, alarms)),
                    EnumSet.of(Outline.ALARMS),
                    -1,
                    -1,
                    Set.of(),
                    cap == 0 ? Map.of() : Map.of(capped, 900.0));
            Look look = Look.of(Palette.of(Theme.DARK), 1);
            return plan.racks().stream()
                    .filter(rack -> AisleMarks.taken(look, scene, rack))
                    .map(rack -> ((Entity.Rack) plant.at(EntityKind.RACK, rack.rackSlot())).position())
                    .collect(Collectors.toSet());
        });
    }

    private static Situation situation(FixtureContext context, Plant plant, EntityId... alarms) {
        Finding like = context.situation().findings().values().iterator().next();
        Map<String, Finding> findings = new java.util.HashMap<>();
        Map<String, Alarm> standing = new java.util.HashMap<>();
        for (EntityId at : alarms) {
            String id = at.text();
            findings.put(id, finding(like, at));
            standing.put(id, new Alarm(id, AlarmState.UNACKNOWLEDGED, Priority.HIGH, "", 1));
        }
        return Altered.of(context.situation())
                .plant(plant)
                .findings(findings)
                .alarms(standing)
                .situation();
    }

    private static Finding finding(Finding like, EntityId at) {
        return new Finding(
                at.text(),
                "limit",
                at,
                Priority.HIGH,
                like.since(),
                0,
                like.updated(),
                0,
                "found",
                null,
                1,
                1,
                true,
                "",
                "",
                List.of(),
                1,
                like.origin(),
                false);
    }

    @Test
    void aNameTakesThePlacesBelowTheRacksToItsRightThatItReaches() {
        assertEquals(Set.of(10, 11, 12), taken(0, GPU), "it is wider than two racks");
        assertEquals(Set.of(10), taken(0, EntityId.of(EntityKind.RACK, "10")), "a rack has its number above it");
    }

    @Test
    void itIsLeftOutWhereSomethingElseStandsThere() {
        EntityId second = EntityId.of(EntityKind.RACK, "12");
        assertEquals(Set.of(10, 12), taken(0, GPU, second), "the shape of the second to the right");
        assertEquals(Set.of(10, 12), taken(12, GPU), "its cap");
        assertEquals(Set.of(9, 10, 11, 12), taken(9, GPU), "to its left it does not matter");
    }

    @Test
    void besideTheLastRackOfALineIsNone() {
        HallPlan plan = new HallPlan(plant());
        List<Integer> found = new ArrayList<>();
        for (HallPlan.RackPlace at = plan.racks().getFirst(); at != null; at = plan.beside(at, 1)) {
            found.add(at.column());
        }
        assertEquals(IntStream.range(0, RACKS).boxed().toList(), found);
    }
}
