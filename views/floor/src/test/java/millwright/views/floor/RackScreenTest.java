package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import millwright.desk.ViewContext;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.PlantChange;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One rack from near, driven as a reader would. */
class RackScreenTest {
    private static final EntityId SECOND = new EntityId("rack:R1-02");

    private static String selected(FixtureContext context) {
        return String.valueOf(context.selection().selected().get());
    }

    private static void drive(FixtureContext context, Consumer<Driven> steps) {
        Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            steps.accept(floor);
            floor.view.close();
            return floor;
        });
    }

    private static FixtureContext live() {
        return FixtureContext.of(Mood.LIVE, Theme.DARK);
    }

    /** The second rack from near. */
    private static void drive(Mood mood, java.util.function.BiConsumer<FixtureContext, Driven> steps) {
        FixtureContext context = FixtureContext.of(mood, Theme.DARK);
        drive(context, floor -> {
            context.selection().select(SECOND);
            floor.key(KeyCode.ENTER);
            assertTrue(floor.near());
            steps.accept(context, floor);
        });
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void aRackIsDrawnInEveryMoodAndTheme(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = new FixtureContext(FixturePlant.of(2, 24), mood, theme);
            Pictures.onFx(() -> {
                Driven floor = new Driven(context, theme, 1216, 748);
                context.selection().select(new EntityId("gpu:R1-06/T03/G2"));
                floor.key(KeyCode.ENTER);
                assertEquals(mood != Mood.EMPTY, floor.near(), "there is a rack to see");
                Pictures.save(floor.picture(), Path.of("target/pictures/rack-" + mood + "-" + theme + ".png"));
                floor.view.close();
                return floor;
            });
        }
    }

    @Test
    void enterOpensTheRackOfWhatIsSelectedAndEscapeGoesBack() {
        drive(Mood.LIVE, (context, floor) -> {
            assertEquals("R1-02", floor.rack().grid().rack().name());
            assertTrue(floor.key(KeyCode.ESCAPE), "the desk must not clear its brush as well");
            assertFalse(floor.near());
            assertTrue(floor.map().getParent().isVisible());
        });
    }

    @Test
    void zoomingInStaysWithTheRackAndIsNotTheDesksToo() {
        drive(Mood.LIVE, (_, floor) -> {
            for (KeyCode code : List.of(KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS)) {
                assertTrue(floor.key(code), "the desk must not zoom in time as well: " + code);
                assertTrue(floor.near());
            }
        });
    }

    @Test
    void aNodeThatIsDownIsCalledSoHoweverOldItsPowerIs() {
        Told old = new Told(2_000, DataState.STALE, 1);
        assertFalse(RackRows.aged(old, new Told(3, DataState.OK, 1)));
        assertFalse(RackRows.aged(old, new Told(3, DataState.STALE, 1)));
        assertTrue(RackRows.aged(old, new Told(0, DataState.OK, 1)));
        assertTrue(RackRows.aged(old, Told.NOTHING));
        FixtureContext context = live();
        double[] states = new double[context.situation().plant().count(EntityKind.NODE)];
        Arrays.fill(states, 3);
        context.tell(RackColumns.NODE_STATE, EntityKind.NODE, states);
        drive(context, floor -> {
            context.selection().select(new EntityId("node:R1-02/T03"));
            floor.key(KeyCode.ENTER);
            String spoken = floor.rack().getAccessibleText();
            assertTrue(spoken.contains("Selected T03: node state Down, power "), spoken);
            assertTrue(floor.rows().contains("node:R1-02/T03,node.state,OK,3"), floor.rows());
        });
    }

    @Test
    void aDoubleClickOpensTheRackUnderThePointer() {
        FixtureContext context = live();
        drive(context, floor -> {
            HallPlan plan = new HallPlan(context.situation().plant());
            Camera camera = new Camera(1);
            camera.fit(
                    plan,
                    floor.map().getLayoutBounds().getWidth(),
                    floor.map().getLayoutBounds().getHeight());
            HallPlan.RackPlace rack = plan.racks().get(30);
            floor.click(camera.left(rack) + 5, camera.top(rack.line()) + 5, 2);
            assertTrue(floor.near());
            assertEquals(rack.rackSlot(), floor.rack().grid().rack().slot());
        });
    }

    @Test
    void theWheelZoomsIntoARackAndOutOfItAgain() {
        FixtureContext context = live();
        drive(context, floor -> {
            for (int turns = 0; turns < 40 && !floor.near(); turns++) {
                floor.wheel(100, 200, 40);
            }
            assertTrue(floor.near(), "so near that a rack fills the map");
            String name = floor.rack().grid().rack().name();
            assertEquals("rack:" + name, selected(context));
            floor.wheel(300, 300, -40);
            assertFalse(floor.near());
            floor.wheel(300, 300, -40);
            assertFalse(floor.near(), "zooming out goes on in the hall");
        });
    }

    @Test
    void pageKeysGoToTheNextRackAndStopAtTheEnds() {
        drive(Mood.LIVE, (context, floor) -> {
            assertTrue(floor.key(KeyCode.PAGE_DOWN));
            assertEquals("rack:R1-03", selected(context));
            assertEquals("R1-03", floor.rack().grid().rack().name());
            for (int i = 0; i < 4; i++) {
                floor.key(KeyCode.PAGE_UP);
            }
            assertEquals("R1-01", floor.rack().grid().rack().name());
            assertTrue(floor.near());
        });
    }

    @Test
    void arrowsSelectTraysTheirCellsAndWhatHasNoUnit() {
        drive(Mood.LIVE, (context, floor) -> {
            assertTrue(floor.key(KeyCode.DOWN), "the desk must not step in time as well");
            assertEquals("node:R1-02/T01", selected(context));
            assertTrue(floor.key(KeyCode.RIGHT));
            assertTrue(floor.key(KeyCode.RIGHT));
            assertEquals("gpu:R1-02/T01/G1", selected(context));
            floor.key(KeyCode.DOWN);
            assertEquals("gpu:R1-02/T02/G1", selected(context));
            floor.key(KeyCode.UP);
            floor.key(KeyCode.UP);
            assertEquals("gpu:R1-02/T01/G1", selected(context), "the first line is the first");
            for (int i = 0; i < 18; i++) {
                floor.key(KeyCode.DOWN);
            }
            assertEquals("switch:R1-02/NVS", selected(context));
        });
    }

    @Test
    void whatIsClickedIsSelectedAndWhatIsPointedAtIsHovered() {
        drive(Mood.LIVE, (context, floor) -> {
            RackGrid grid = floor.rack().grid();
            RackGrid.Line line = grid.lineOf(4);
            floor.click(grid.gpuX(2) + 20, line.y() + 8, 1);
            assertEquals("gpu:R1-02/T05/G2", selected(context));
            assertTrue(floor.near(), "one click stays");
            floor.point(grid.nameX + 2, grid.lineOf(11).y() + 8);
            assertEquals(
                    "node:R1-02/T12",
                    String.valueOf(context.selection().hovered().get()));
            double[] box = grid.onFace(grid.rack().trays().get(17).place());
            floor.point(box[0] + 2, box[1] + 2);
            assertEquals(
                    "node:R1-02/T18",
                    String.valueOf(context.selection().hovered().get()));
        });
    }

    @Test
    void whatIsSelectedElsewhereIsFollowed() {
        drive(Mood.LIVE, (context, floor) -> {
            context.selection().select(new EntityId("gpu:R2-07/T03/G0"));
            floor.pulse();
            assertEquals("R2-07", floor.rack().grid().rack().name());
            context.selection().select(new EntityId("job:chat-prod"));
            floor.pulse();
            assertEquals("R2-07", floor.rack().grid().rack().name(), "what stands in no rack opens none");
        });
    }

    @Test
    void valuesAreAskedForOnlyWhileARackIsSeen() {
        FixtureContext context = live();
        drive(context, floor -> {
            String wanted = "demand node.outlet.temperature NODE";
            assertFalse(context.asked().contains(wanted));
            floor.key(KeyCode.ENTER);
            assertTrue(context.asked().contains(wanted));
            floor.key(KeyCode.ESCAPE);
            assertTrue(context.asked().contains(wanted.replace("demand", "release")));
        });
    }

    @Test
    void aReaderThatSpeaksIsToldTheRackTheCellAndItsState() {
        drive(Mood.LIVE, (context, floor) -> {
            context.selection().select(new EntityId("gpu:R1-02/T03/G2"));
            floor.pulse();
            String spoken = floor.rack().getAccessibleText();
            assertTrue(spoken.startsWith("Rack R1-02: 18 trays, 72 GPUs, llm-pretrain-72b. "), spoken);
            assertTrue(spoken.contains("Rack total") && spoken.contains("Selected T03 G2: power 9"), spoken);
            context.selection().select(new EntityId("gpu:R1-18/T03/G2"));
            floor.pulse();
            assertTrue(
                    floor.rack().getAccessibleText().contains("power forbidden"),
                    floor.rack().getAccessibleText());
            assertTrue(floor.rack().isFocusTraversable());
        });
    }

    @Test
    void theRackThatIsOpenComesBackWithTheWorkspace() {
        drive(Mood.LIVE, (context, floor) -> {
            Map<String, String> saved = floor.view.save();
            assertEquals("rack:R1-02", saved.get("rack"));
            Driven again = new Driven(live(), Theme.DARK, 1216, 748);
            again.view.restore(saved);
            again.pulse();
            assertTrue(again.near());
            assertEquals("R1-02", again.rack().grid().rack().name());
            again.view.close();
        });
    }

    @Test
    void aRackOfTheLastSessionTakesNoSelectionAway() {
        FixtureContext context = live();
        drive(context, floor -> {
            context.selection().select(new EntityId("rack:R2-07"));
            floor.view.restore(Map.of("rack", "rack:R1-02"));
            floor.pulse();
            assertFalse(floor.near());
            assertEquals("rack:R2-07", selected(context));
        });
    }

    @Test
    void valuesAreTakenOnlyWhenTheyAreDrawn() {
        FixtureContext context = live();
        AtomicInteger taken = new AtomicInteger();
        ViewContext counting = (ViewContext) Proxy.newProxyInstance(
                ViewContext.class.getClassLoader(), new Class<?>[] {ViewContext.class}, (_, method, given) -> {
                    taken.addAndGet(method.getName().equals("latest") ? 1 : 0);
                    return method.invoke(context, given);
                });
        AtomicLong wall = new AtomicLong();
        Pictures.onFx(() -> {
            Driven floor = new Driven(counting, Theme.DARK, 1216, 748, wall::get);
            context.selection().select(SECOND);
            floor.key(KeyCode.ENTER);
            wall.addAndGet(Turns.READABLE);
            context.advance(1_000_000_000L);
            floor.pulse();
            taken.set(0);
            for (int i = 0; i < 5; i++) {
                context.advance(1_000_000_000L);
                floor.pulse();
            }
            assertEquals(0, taken.get());
            wall.addAndGet(Turns.READABLE);
            floor.pulse();
            assertTrue(taken.get() > 0);
            floor.view.close();
            return floor;
        });
    }

    @Test
    void aRackThatIsTakenAwayLeavesTheHall() {
        FixtureContext context = new FixtureContext(OddRacks.plant(), Mood.LIVE, Theme.DARK);
        drive(context, floor -> {
            context.selection().select(OddRacks.EMPTY);
            floor.key(KeyCode.ENTER);
            assertTrue(floor.near());
            context.replace(Altered.of(context.situation())
                    .plant(OddRacks.plant().apply(PlantChange.removing(java.util.List.of(OddRacks.EMPTY))))
                    .situation());
            floor.pulse();
            assertFalse(floor.near());
        });
    }

    @Test
    void aCodeThatNobodyKnowsIsNoKnownState() {
        assertEquals("Down", RackRows.stateWord(new Told(3, DataState.OK, 1)));
        assertEquals("state 50", RackRows.stateWord(new Told(50, DataState.OK, 1)));
        assertEquals("–", RackRows.stateWord(Told.NOTHING));
        assertNotEquals("Ready", RackRows.stateWord(new Told(Double.NaN, DataState.FORBIDDEN, 1)));
    }
}
