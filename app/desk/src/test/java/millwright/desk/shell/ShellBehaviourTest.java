package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewProvider;
import millwright.feed.Command;
import millwright.plant.Times;
import millwright.styles.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, palette, workspaces, replacing the source, and that closed screens are let go. */
class ShellBehaviourTest {
    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);
    private final List<ViewProvider> views = TestViews.all(TestViews.Throws.NOWHERE);
    private final TestFeed feed = TestFeed.demo();

    @BeforeEach
    void toolkit() {
        Fx.start();
    }

    private Shell shell() {
        return Fx.shell(Fx.setup(feed, views, folder), clock, 1600, 900);
    }

    private static void press(Shell shell, KeyCode code, String text, boolean control, boolean shift) {
        Fx.run(() -> Event.fireEvent(
                shell.window().root(),
                new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, shift, control, false, false)));
    }

    private static String front(Shell shell) {
        return Fx.run(() -> {
            OpenView front = shell.window().area().active().front();
            return front == null ? "" : front.provider().id();
        });
    }

    @Test
    void digitsSwitchScreensAndOpenEachOnce() {
        Shell shell = shell();
        press(shell, KeyCode.DIGIT3, "3", false, false);
        assertEquals("power", front(shell));
        press(shell, KeyCode.DIGIT1, "1", false, false);
        assertEquals("overview", front(shell));
        press(shell, KeyCode.DIGIT3, "3", false, false);
        assertEquals(2, Fx.run(() -> shell.window().area().active().views().size()));
        Fx.run(shell::discard);
    }

    @Test
    void spacePausesAndLGoesLive() {
        Shell shell = shell();
        Fx.beat(shell, clock, 1);
        press(shell, KeyCode.SPACE, " ", false, false);
        assertTrue(feed.commands.stream().anyMatch(c -> c instanceof Command.Seek seek && seek.speed() == 0), "paused");
        press(shell, KeyCode.L, "l", false, false);
        assertTrue(feed.commands.stream().anyMatch(c -> c instanceof Command.GoLive), "live");
        Fx.run(shell::discard);
    }

    @Test
    void questionMarkListsKeysAndEscClosesThenClears() {
        Shell shell = shell();
        Fx.run(() -> {
            shell.context().selection.select(TestPlant.RACK);
            shell.context().time.brush(new Range(0, Times.SECOND));
        });
        press(shell, KeyCode.SLASH, "?", false, true);
        assertTrue(Fx.run(() -> shell.window().overlays().shown() instanceof KeysHelp));
        Fx.run(() -> Event.fireEvent(
                shell.window().overlays(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        assertFalse(Fx.run(() -> shell.window().overlays().isOpen()));
        press(shell, KeyCode.ESCAPE, "", false, false);
        assertNull(Fx.run(() -> shell.context().time.brush().get()));
        assertNotNull(Fx.run(() -> shell.context().selection.selected().get()));
        press(shell, KeyCode.ESCAPE, "", false, false);
        assertNull(Fx.run(() -> shell.context().selection.selected().get()));
        Fx.run(shell::discard);
    }

    @Test
    void themeZoneAndInspectorHaveKeys() {
        Shell shell = shell();
        press(shell, KeyCode.T, "t", false, false);
        assertEquals(Theme.DAY, Fx.run(() -> shell.context().theme()));
        assertEquals("UTC+1", Fx.run(() -> shell.context().clockFace().label()));
        press(shell, KeyCode.Z, "z", false, false);
        assertEquals("UTC", Fx.run(() -> shell.context().clockFace().label()));
        press(shell, KeyCode.I, "i", false, false);
        assertTrue(Fx.run(() -> shell.inspected().isFolded()));
        Fx.run(shell::discard);
    }

    @Test
    void thePaletteFindsAnEntityAndSelectsIt() {
        Shell shell = shell();
        Fx.beat(shell, clock, 1);
        press(shell, KeyCode.K, "k", true, false);
        Fx.run(() -> shell.palette().input().setText("r1-04 t07 g2"));
        String expected = "R1-04 T07 G2";
        await(() -> Fx.run(() -> !shell.palette().shown().isEmpty()
                && shell.palette().shown().getFirst().title().equals(expected)));
        Fx.run(() -> Event.fireEvent(
                shell.palette(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
        assertEquals(
                "gpu:R1-04/T07/G2",
                Fx.run(() -> String.valueOf(shell.context().selection.selected().get())));
        assertFalse(Fx.run(() -> shell.window().overlays().isOpen()));
        Fx.run(shell::discard);
    }

    @Test
    void wordsOfAnAlarmFindItAndOpenIt() {
        Shell shell = shell();
        Fx.beat(shell, clock, 1);
        press(shell, KeyCode.K, "k", true, false);
        Fx.run(() -> shell.palette().input().setText("pump tripped"));
        await(() -> Fx.run(() -> shell.palette().shown().stream()
                .anyMatch(e -> e.kind().endsWith("alarm") && e.title().equals("CDU-01 pump P1 tripped"))));
        CommandPalette.Entry alarm = Fx.run(() -> shell.palette().shown().stream()
                .filter(e -> e.kind().endsWith("alarm"))
                .findFirst()
                .orElseThrow());
        Fx.run(alarm.work());
        assertEquals(
                "pump:1",
                Fx.run(() -> String.valueOf(shell.context().selection.selected().get())));
        Fx.run(() -> shell.palette().input().setText("zqx"));
        await(() -> Fx.run(() -> shell.palette().shown().isEmpty()));
        Fx.run(shell::discard);
    }

    @Test
    void theInspectorSaysHowManyAlarmsItLeavesOutAndShowsThem() {
        Shell shell = shell();
        for (int i = 0; i < 9; i++) {
            List<millwright.feed.PlantEvent> events = new java.util.ArrayList<>();
            TestPlant.find(
                    events,
                    "more" + i,
                    TestPlant.RACK,
                    millwright.feed.Priority.LOW,
                    10 + i,
                    "another " + i,
                    "rack.power",
                    millwright.feed.AlarmState.UNACKNOWLEDGED);
            events.forEach(feed::tell);
        }
        Fx.run(() -> shell.context().selection.select(TestPlant.RACK));
        Fx.run(() -> shell.context().model.publish());
        Fx.beat(shell, clock, 2);
        int cut = Fx.run(() -> shell.inspected().page().alarms().size());
        int more = Fx.run(() -> shell.inspected().page().moreAlarms());
        assertEquals(5, cut);
        assertTrue(more >= 6, "left out: " + more);
        assertTrue(Fx.run(() -> shell.inspected().all().isVisible()));
        String offer = Fx.run(() -> shell.inspected().all().getText());
        assertTrue(offer.matches("Show [0-9,]+ more alarms"), offer);
        Fx.run(() -> shell.inspected().all().fire());
        Fx.beat(shell, clock, 2);
        assertEquals(cut + more, Fx.run(() -> shell.inspected().page().alarms().size()));
        assertEquals(0, Fx.run(() -> shell.inspected().page().moreAlarms()));
        Fx.run(shell::discard);
    }

    @Test
    void closingAndReopeningRestoresTabsOrderStateAndTheme() {
        Shell first = shell();
        Fx.run(() -> {
            first.open("floor");
            first.open("timeline");
            first.window()
                    .area()
                    .active()
                    .move(first.window().area().active().views().get(2), 0);
            ((TestViews.Provider) views.get(1)).made.getFirst().remembered = "metric = gpu.power\n2nd line";
            first.open("floor");
            first.theme(Theme.DAY);
            first.close();
        });
        assertTrue(feed.closed, "the feed was closed");
        Shell second = Fx.shell(Fx.setup(TestFeed.demo(), views, folder), clock, 1600, 900);
        List<String> tabs = Fx.run(() -> second.window().area().active().views().stream()
                .map(v -> v.provider().id())
                .toList());
        assertEquals(List.of("timeline", "overview", "floor"), tabs);
        assertEquals("floor", front(second));
        assertEquals(Theme.DAY, Fx.run(() -> second.context().theme()));
        assertEquals("metric = gpu.power\n2nd line", ((TestViews.Provider) views.get(1)).made.getLast().remembered);
        Fx.run(second::discard);
    }

    @Test
    void tornOffWindowsComeBackWhereTheyWere() {
        Shell first = shell();
        Fx.run(() -> {
            first.window().area().open(first.context().setup.views().get(1));
            first.window().area().tearOffFront();
        });
        String torn = Fx.run(() -> titles(first));
        Fx.run(() -> first.tornOff().getFirst().stage().setX(120));
        Fx.run(first::close);
        assertEquals(0, Fx.run(() -> first.tornOff().size()), "windows go with the desk");

        Shell second = Fx.shell(Fx.setup(TestFeed.demo(), views, folder), clock, 1600, 900);
        assertEquals(torn, Fx.run(() -> titles(second)));
        assertEquals(120, Fx.run(() -> second.tornOff().getFirst().stage().getX()));
        Fx.run(second::discard);
    }

    private static String titles(Shell shell) {
        return shell.tornOff().stream().map(w -> w.stage().getTitle()).toList().toString();
    }

    @Test
    void aDamagedWorkspaceIsToldByNameAndTheDeskOpens() throws Exception {
        Files.writeString(folder.resolve("last"), "Default");
        Files.writeString(folder.resolve("Default.workspace"), "millwright-workspace 1\nnonsense\n");
        Shell shell = shell();
        assertTrue(
                Fx.run(() -> shell.notice().shown()).contains("Default.workspace: line 2"),
                shell.notice().shown());
        assertEquals("overview", front(shell));
        Fx.run(shell::discard);
    }

    private static void split(Shell shell) {
        Fx.run(() -> ((javafx.scene.control.Button) shell.window().root().lookupAll(".icon-button").stream()
                        .filter(n -> n.getAccessibleText().startsWith("Split"))
                        .findFirst()
                        .orElseThrow())
                .fire());
    }

    @Test
    void noPaneIsSplitOffThatNobodyCouldReadIn() {
        Shell shell = shell();
        Fx.beat(shell, clock, 1);
        split(shell);
        Fx.beat(shell, clock, 1);
        List<Double> wide = Fx.run(() ->
                shell.window().area().panes().stream().map(p -> p.getWidth()).toList());
        assertEquals(wide.getFirst(), wide.getLast(), 12, "as wide as each other");
        split(shell);
        assertEquals(2, Fx.run(() -> shell.window().area().panes().size()));
        assertTrue(Fx.run(() -> shell.notice().shown()).startsWith("No room for a pane more"));
        Fx.run(shell::discard);
    }

    @Test
    void splittingShowsTheScreenTwiceAndClosingTheLastTabOfAPaneClosesThePane() {
        Shell shell = shell();
        split(shell);
        assertEquals(2, Fx.run(() -> shell.window().area().panes().size()));
        press(shell, KeyCode.W, "w", true, false);
        assertEquals(1, Fx.run(() -> shell.window().area().panes().size()));
        Fx.run(shell::discard);
    }

    @Test
    void replacingTheSourceForgetsTheOldPlantAndKeepsDemands() {
        Shell shell = shell();
        Fx.beat(shell, clock, 1);
        TestFeed other = new TestFeed(List.of());
        Fx.run(() -> shell.attach(other, other));
        Fx.beat(shell, clock, 1);
        assertEquals(0, Fx.run(() -> shell.context().model.plant().size()));
        assertTrue(feed.closed);
        assertTrue(other.commands.stream()
                .anyMatch(c -> c instanceof Command.Subscribe s && s.wants().size() > 8));
        Fx.run(() -> feed.tell(TestPlant.story(TestPlant.plant()).getFirst()));
        Fx.beat(shell, clock, 1);
        assertEquals(
                0, Fx.run(() -> shell.context().model.plant().size()), "late words of the old source are not heard");
        Fx.run(shell::discard);
    }

    @Test
    void aClosedScreenIsLetGoAndItsDemandEnds() {
        Shell shell = shell();
        int before = shell.context().model.demands();
        Fx.run(() -> shell.open("power"));
        assertEquals(before, shell.context().model.demands(), "the same metric is asked for once");
        TestViews.Provider power = (TestViews.Provider) views.get(2);
        WeakReference<Object> gone = new WeakReference<>(power.made.getFirst());
        press(shell, KeyCode.W, "w", true, false);
        assertTrue(power.made.getFirst().closed);
        power.made.clear();
        Fx.beat(shell, clock, 2);
        await(() -> {
            System.gc();
            return gone.get() == null;
        });
        Fx.run(() -> shell.window().area().close());
        assertEquals(before - 1, shell.context().model.demands());
        Fx.run(shell::discard);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
