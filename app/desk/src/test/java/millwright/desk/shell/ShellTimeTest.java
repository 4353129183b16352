package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.TimeControl.Range;
import millwright.feed.Command;
import millwright.feed.Interval;
import millwright.feed.PlantEvent;
import millwright.feed.TimeState;
import millwright.fxwatch.Pointer;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of the time is shown and how fast it goes, of a plant that goes on and of recordings of minutes and of years. */
class ShellTimeTest {
    private static final long DAY = 24 * Times.HOUR;
    private static final long YEARS = 2_000 * DAY;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);
    private TestFeed feed = TestFeed.demo();
    private Shell shell;

    @BeforeEach
    void toolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(shell::discard);
    }

    private void open(TestFeed told) {
        feed = told;
        shell = Fx.shell(Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder), clock, 1600, 900);
        Fx.beat(shell, clock, 2);
    }

    private void live() {
        open(TestFeed.demo());
    }

    /** Told from its beginning, as a capture is that does not say when it was begun. */
    private void recording(long length, Interval... runs) {
        List<PlantEvent> story = new ArrayList<>(TestPlant.story(TestPlant.plant()));
        story.removeIf(TimeState.class::isInstance);
        story.addAll(List.of(runs));
        long from = TestPlant.NOW - length;
        story.add(new TimeState(TimeState.Mode.REPLAY, from, from, TestPlant.NOW, 1));
        open(new TestFeed(story));
    }

    private void at(long now, long length, double speed) {
        feed.tell(new TimeState(TimeState.Mode.REPLAY, now, TestPlant.NOW - length, TestPlant.NOW, speed));
        Fx.beat(shell, clock, 1);
    }

    private Range range() {
        return Fx.run(() -> shell.context().time.range().get());
    }

    private void press(KeyCode code) {
        Fx.run(() -> Event.fireEvent(
                shell.window().root(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
        Fx.beat(shell, clock, 1);
    }

    private List<Command.Seek> seeks() {
        return feed.commands.stream()
                .filter(Command.Seek.class::isInstance)
                .map(Command.Seek.class::cast)
                .toList();
    }

    @Test
    void aRecordingOfMinutesOpensWholeAndPlaysThroughARangeThatStands() {
        recording(10 * Times.MINUTE);
        Range whole = new Range(TestPlant.NOW - 10 * Times.MINUTE, TestPlant.NOW);
        assertEquals(whole, range());
        assertEquals(List.of(), seeks(), "it goes on from its beginning");
        at(TestPlant.NOW - 5 * Times.MINUTE, 10 * Times.MINUTE, 1);
        assertEquals(whole, range());
    }

    @Test
    void aRecordingOfYearsOpensWholeAtItsEndAndIsWatchedInMinutes() {
        recording(YEARS);
        assertEquals(new Range(TestPlant.NOW - YEARS, TestPlant.NOW), range());
        assertEquals(List.of(new Command.Seek(TestPlant.NOW, 0)), seeks(), "what happened is known at its end");
        at(TestPlant.NOW, YEARS, 0);
        press(KeyCode.SPACE);
        Command.Seek again = seeks().getLast();
        assertEquals(TestPlant.NOW - YEARS, again.to(), "what has ended begins anew");
        assertTrue(YEARS / Times.SECOND / again.speed() < 900, "in minutes, at " + again.speed());
    }

    @Test
    void aRecordingOfRunsOpensOnTheRunItBeginsIn() {
        long from = TestPlant.NOW - 90 * DAY;
        Interval run = new Interval("run 1", TestPlant.SITE, from, from + Times.HOUR, Map.of(), TestPlant.ORIGIN);
        recording(90 * DAY, run);
        Range shown = range();
        assertTrue(shown.has(run.from()) && shown.has(run.to()), shown.toString());
        assertTrue(shown.length() < 2 * Times.HOUR, shown.toString());
        assertEquals(List.of(), seeks());
    }

    @Test
    void keysShowLessMoreAndAllOfYears() {
        recording(YEARS);
        at(TestPlant.NOW - 400 * DAY, YEARS, 0);
        for (int i = 0; i < 60; i++) {
            press(KeyCode.PLUS);
        }
        assertTrue(range().length() < Times.HOUR, "closer: " + range());
        assertTrue(range().has(TestPlant.NOW - 400 * DAY), "around the cursor");
        for (int i = 0; i < 200; i++) {
            press(KeyCode.MINUS);
        }
        assertEquals(YEARS, range().length(), "no more than there is");
        press(KeyCode.PLUS);
        press(KeyCode.DIGIT0);
        assertEquals(new Range(TestPlant.NOW - YEARS, TestPlant.NOW), range());
    }

    @Test
    void theWheelOnTheTimeBarZoomsAroundThePointer() {
        recording(YEARS);
        DensityStrip strip = Fx.run(() -> (DensityStrip) shell.window().root().lookupAll("*").stream()
                .filter(DensityStrip.class::isInstance)
                .findFirst()
                .orElseThrow());
        Fx.run(() -> Event.fireEvent(
                strip,
                Pointer.wheel(null, strip.localToScene(strip.getWidth() / 4, 0).getX(), 20, 40, false)));
        Range closer = range();
        assertEquals(YEARS / 1.25, closer.length(), Times.SECOND);
        long pivot = TestPlant.NOW - YEARS * 3 / 4;
        assertEquals(0.25, (double) (pivot - closer.from()) / closer.length(), 0.01);
        Fx.beat(shell, clock, 2);
        assertEquals(closer, range(), "it stays, though the cursor is beside it");
    }

    @Test
    void aLivePlantStaysLiveHoweverMuchOfItIsShown() {
        live();
        press(KeyCode.MINUS);
        assertEquals(75 * Times.MINUTE, (double) range().length(), Times.SECOND);
        Fx.run(() -> shell.context().time.length(30 * DAY));
        Fx.beat(shell, clock, 1);
        assertEquals(30 * DAY, range().length());
        press(KeyCode.DIGIT0);
        assertEquals(2 * Times.HOUR, (double) range().length(), Times.SECOND, "all that is known");
        assertTrue(Fx.run(() -> shell.context().time.live()));
        assertEquals(List.of(), seeks());
    }

    @Test
    void whatARecordingWasOpenedWithIsNotTheRangeOfTheNextPlant() {
        recording(YEARS);
        TestFeed next = TestFeed.demo();
        Fx.run(() -> shell.attach(next, next));
        Fx.beat(shell, clock, 2);
        assertEquals(Times.HOUR, range().length());
        assertTrue(Fx.run(() -> shell.context().time.live()));
    }

    @Test
    void nothingIsPlayedFasterThanItHappensNow() {
        live();
        Fx.run(() -> shell.context().time.wantSpeed(5));
        assertEquals(List.of(), seeks());
        assertTrue(Fx.run(() -> shell.notice().shown()).contains("faster than it happens"));
        assertEquals(1, Fx.run(() -> shell.context().time.wantedSpeed()));
        at(TestPlant.NOW - Times.HOUR, 2 * Times.HOUR, 0);
        Fx.run(() -> shell.context().time.wantSpeed(5));
        assertEquals(List.of(), seeks(), "what is paused stays so");
        press(KeyCode.SPACE);
        assertEquals(5, seeks().getLast().speed());
    }
}
