package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.shape.Polyline;
import javax.xml.parsers.DocumentBuilderFactory;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Racks outlined by limits and by peers, the line to the docked rack, and the map as a drawing. */
class OutlinesTest {
    private static Finding finding(String id, String rule, String entity, double limit, long cleared) {
        return new Finding(
                id,
                rule,
                new EntityId(entity),
                Priority.INFO,
                1,
                0,
                1,
                cleared,
                "found",
                new MetricId("gpu.power"),
                900,
                limit,
                true,
                "",
                "",
                java.util.List.of(),
                1,
                new Origin(new EntityId("source:fixture"), true),
                false);
    }

    /** No alarm, three findings: beyond a limit, unlike its peers, and beyond a limit that it keeps again. */
    private static FixtureContext found() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        context.replace(Altered.of(context.situation())
                .uneventful()
                .findings(Map.of(
                        "a", finding("a", "limit", "gpu:R1-03/T02/G1", 800, 0),
                        "b", finding("b", "peer", "gpu:R1-09/T02/G1", Double.NaN, 0),
                        "c", finding("c", "limit", "rack:R1-15", 800, 9)))
                .situation());
        return context;
    }

    @Test
    void racksAreOutlinedForWhatIsFoundThere() {
        FixtureContext context = found();
        var plant = context.situation().plant();
        RackAlarms alarms = new RackAlarms(context.situation());
        Set<Outline> all = EnumSet.allOf(Outline.class);
        int[] limit = Arrays.stream(new String[] {"rack:R1-03", "gpu:R1-03/T02/G1"})
                .mapToInt(id -> plant.indexOf(new EntityId(id)))
                .toArray();
        int peer = plant.indexOf(new EntityId("rack:R1-09"));
        for (int index : limit) {
            assertTrue(alarms.in(Outline.LIMITS, index, all));
            assertFalse(alarms.in(Outline.PEERS, index, all));
        }
        assertTrue(alarms.in(Outline.PEERS, peer, all));
        assertFalse(alarms.in(Outline.PEERS, peer, EnumSet.of(Outline.LIMITS)), "when not asked for");
        assertFalse(alarms.in(Outline.LIMITS, plant.indexOf(new EntityId("rack:R1-15")), all), "cleared");
        assertFalse(alarms.in(Outline.LIMITS, plant.indexOf(new EntityId("gpu:R1-03/T02/G2")), all), "its neighbour");
    }

    @Test
    void whatHasAnAlarmIsNamedByItsPlaceInTheRack() {
        FixtureContext context = found();
        context.replace(Altered.of(context.situation())
                .alarms(Map.of(
                        "a", new Alarm("a", AlarmState.UNACKNOWLEDGED, Priority.MEDIUM, "", 1),
                        "b", new Alarm("b", AlarmState.UNACKNOWLEDGED, Priority.MEDIUM, "", 1),
                        "d", new Alarm("d", AlarmState.UNACKNOWLEDGED, Priority.MEDIUM, "", 1)))
                .findings(Map.of(
                        "a", finding("a", "limit", "gpu:R1-03/T02/G1", 800, 0),
                        "b", finding("b", "limit", "node:R1-09/T02", 800, 0),
                        "d", finding("d", "limit", "rack:R1-15", 800, 0)))
                .situation());
        var plant = context.situation().plant();
        RackAlarms alarms = new RackAlarms(context.situation());
        Map<String, String> named = Map.of("rack:R1-03", "T02 G1", "rack:R1-09", "T02", "rack:R1-15", "");
        named.forEach((rack, name) -> assertEquals(
                name,
                alarms.racks()
                        .get(plant.slotOf(EntityKind.RACK, new EntityId(rack)))
                        .text(),
                rack));
        int gpu = plant.indexOf(new EntityId("gpu:R1-03/T02/G1"));
        assertEquals("found", alarms.own().get(gpu).what(), "said in the docked rack");
    }

    @Test
    void eachChoiceDrawsItsOwnOutline() {
        Pictures.onFx(() -> {
            Driven floor = new Driven(found(), Theme.DARK, 1216, 748);
            ToggleButton limits = toggle(floor, "Limits");
            ToggleButton peers = toggle(floor, "Peers");
            long both = 0;
            long[] sums = new long[4];
            for (int i = 0; i < 4; i++) {
                set(limits, (i & 1) > 0);
                set(peers, (i & 2) > 0);
                floor.pulse();
                sums[i] = sum(floor);
                if (i == 3) {
                    Pictures.save(floor.picture(), Path.of("target/pictures/floor-outlines.png"));
                    both = sums[i];
                }
            }
            assertEquals(4, Arrays.stream(sums).distinct().count(), Arrays.toString(sums));
            assertNotEquals(0, both);
            floor.view.close();
            return floor;
        });
    }

    private static void set(ToggleButton button, boolean on) {
        if (button.isSelected() != on) {
            button.fire();
        }
    }

    private static ToggleButton toggle(Driven floor, String text) {
        return (ToggleButton) Driven.find(
                floor.view.node(),
                n -> n instanceof ToggleButton b && b.getText().equals(text));
    }

    private static long sum(Driven floor) {
        var image = floor.map().snapshot(null, null);
        long sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sum = sum * 31 + image.getPixelReader().getArgb(x, y);
            }
        }
        return sum;
    }

    @Test
    void aDottedLineLeadsFromTheRackToWhereItIsDocked() {
        Pictures.onFx(() -> {
            FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            context.selection().select(new EntityId("rack:R2-13"));
            floor.pulse();
            Polyline line = (Polyline) Driven.find(floor.view.node(), Polyline.class::isInstance);
            Node dock = Driven.find(floor.view.node(), Elevation.class::isInstance);
            HallPlan plan = new HallPlan(context.situation().plant());
            Camera camera = new Camera(1);
            camera.fit(
                    plan,
                    floor.map().getLayoutBounds().getWidth(),
                    floor.map().getLayoutBounds().getHeight());
            HallPlan.RackPlace rack = plan.ofRack(context.situation()
                    .plant()
                    .slotOf(context.situation().plant().indexOf(new EntityId("rack:R2-13"))));
            int points = line.getPoints().size();
            assertTrue(line.isVisible());
            assertFalse(line.getStrokeDashArray().isEmpty());
            assertEquals(
                    camera.left(rack) + camera.rackWidth(), line.getPoints().getFirst(), 5);
            assertEquals(camera.top(rack.line()), line.getPoints().get(1), 6);
            assertEquals(dock.getLayoutX(), line.getPoints().get(points - 2), 1);
            assertTrue(line.getPoints().getLast() < 24, "where the dock names its rack");
            Pictures.save(floor.picture(), Path.of("target/pictures/floor-leader.png"));
            floor.view.close();
            return floor;
        });
    }

    /** Places are counted anew in another plant, and no alarm was raised or ended by that. */
    @Test
    void anAlarmDoesNotStandAtAnotherRackOnceItsRackIsGone() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        EntityId row = EntityId.of(EntityKind.ROW, "R9");
        EntityId rack = EntityId.of(EntityKind.RACK, "R9-01");
        Plant other = Plant.builder()
                .put(new Entity.Place(row, "R9", EntityKind.ROW))
                .put(row, new Entity.Rack(rack, "R9-01", 48, 1))
                .build(2);
        String[] drawn = Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            String before = floor.view.svg();
            var situation = context.situation();
            context.replace(Altered.of(situation)
                    .plant(other)
                    .version(situation.alarmVersion())
                    .situation());
            floor.view.pulse(FixtureContext.NOW);
            String after = floor.view.svg();
            floor.view.close();
            return new String[] {before, after};
        });
        assertTrue(drawn[0].contains(">P2<"), "at the first rack");
        assertTrue(drawn[1].contains(">R9<") && !drawn[1].contains(">P2<"), drawn[1]);
    }

    @Test
    void theMapIsCopiedAsADrawingOfEveryCellInItsState() {
        String svg = Pictures.onFx(() -> {
            Driven floor = new Driven(FixtureContext.of(Mood.LIVE, Theme.DARK), Theme.DARK, 1216, 748);
            String made = floor.view.svg();
            floor.view.close();
            return made;
        });
        int cells = 48 * 72;
        int rects = svg.split("<rect ", -1).length - 1;
        assertTrue(rects >= cells - 2 * 72, "a lock has no rectangle of its own: " + rects);
        assertTrue(svg.contains("R1-") || svg.contains(">R1<"), "rows have names");
        assertTrue(svg.contains("Board power / enforced limit") && svg.contains("40 %"), "what colours mean");
        assertTrue(svg.contains("stroke-dasharray"), "what has no data is dashed");
        try {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("not a document: " + e.getMessage(), e);
        }
    }
}
