package millwright.views.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.Situation;
import millwright.desk.ViewContext;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Alarm;
import millwright.feed.TimeState;
import millwright.plant.Times;
import millwright.styles.Theme;
import millwright.views.kit.RowTable;
import org.junit.jupiter.api.Test;

/** The list is of the instant shown, also while plant time stands still there. */
class AlarmsInThePastTest {
    private static final long NOW = FixtureContext.NOW;
    private static final long THEN = NOW - Times.HOUR;

    private static TimeState at(long time, double speed) {
        return new TimeState(TimeState.Mode.REPLAY, time, NOW - 2 * Times.HOUR, NOW, speed);
    }

    private static Situation with(Situation s, TimeState time, long version, String... alarms) {
        Map<String, Alarm> left = new LinkedHashMap<>(s.alarms());
        left.keySet().retainAll(List.of(alarms));
        return Altered.of(s)
                .version(version)
                .alarms(left)
                .incidentOf(Map.of())
                .time(time)
                .situation();
    }

    private static TimeState live() {
        return new TimeState(TimeState.Mode.LIVE, NOW, NOW - 2 * Times.HOUR, NOW, 1);
    }

    /** The view over a desk whose work for the FX thread waits until it is taken. FX thread. */
    private static final class Watched {
        final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
        final FixtureContext desk = FixtureContext.of(Mood.LIVE, Theme.DARK);
        final Situation all = desk.situation();
        final AlarmsView view;

        Watched() {
            ViewContext waiting = (ViewContext) Proxy.newProxyInstance(
                    ViewContext.class.getClassLoader(), new Class<?>[] {ViewContext.class}, (_, method, given) -> {
                        if (method.getName().equals("onFx")) {
                            work.add((Runnable) given[0]);
                            return null;
                        }
                        return method.invoke(desk, given);
                    });
            view = new AlarmsView(waiting);
        }

        void stands(TimeState time, long version, String... alarms) {
            desk.replace(with(all, time, version, alarms));
        }

        /** Beats at an instant for as long as a reader looks. */
        void beat(long now) throws InterruptedException {
            for (int i = 0; i < 40; i++) {
                view.pulse(now);
                if (view.ordering()) {
                    Runnable done = work.poll(20, TimeUnit.SECONDS);
                    assertNotNull(done, "nothing was ordered");
                    done.run();
                }
            }
        }

        /** Somebody moves in the list with the keys. */
        void reads() {
            Event.fireEvent(
                    view.node(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
        }

        List<String> rows() {
            RowTable<?> table = (RowTable<?>) view.node().lookup(".row-table");
            return table.rows().stream()
                    .filter(AlarmRow.Item.class::isInstance)
                    .map(row -> ((AlarmRow.Item) row).finding())
                    .sorted()
                    .toList();
        }

        boolean says(String words) {
            return view.node().lookupAll(".label").stream()
                    .anyMatch(n -> n instanceof Label label && label.getText().contains(words));
        }
    }

    private interface Told {
        void by(Watched watched) throws InterruptedException;
    }

    private static void watch(Told told) {
        Pictures.onFx(() -> {
            Watched watched = new Watched();
            told.by(watched);
            watched.view.close();
            return true;
        });
    }

    @Test
    void goingBackShowsWhatStoodThen() {
        watch(w -> {
            w.stands(live(), 1, "f-temp", "f-peer");
            w.beat(NOW);
            assertEquals(List.of("f-peer", "f-temp"), w.rows());
            w.beat(THEN); // the clock is there before what stood then
            w.stands(at(THEN, 0), 2, "f-pump");
            w.beat(THEN);
            assertEquals(List.of("f-pump"), w.rows());
            assertTrue(w.says("; 1 active"));
            w.stands(live(), 3, "f-temp");
            w.beat(NOW);
            assertEquals(List.of("f-temp"), w.rows());
        });
    }

    @Test
    void whatIsToldLateOfAPausedInstantIsShown() {
        watch(w -> {
            w.stands(at(THEN, 0), 1, "f-pump");
            w.beat(THEN);
            w.stands(at(THEN, 0), 2, "f-pump", "f-flow");
            w.beat(THEN);
            assertEquals(List.of("f-flow", "f-pump"), w.rows());
            assertTrue(w.says("; 2 active"));
        });
    }

    @Test
    void theOrderStaysWhileTimeGoesOnAndSomebodyReads() {
        watch(w -> {
            w.stands(at(THEN, 1), 1, "f-pump");
            w.beat(THEN);
            w.reads();
            w.stands(at(THEN + Times.SECOND, 1), 2, "f-pump", "f-flow");
            w.beat(THEN + Times.SECOND);
            assertEquals(List.of("f-pump"), w.rows());
            assertTrue(w.says("; 2 active"));
            assertTrue(w.says("Order frozen while you read"));
        });
    }

    @Test
    void whatIsNewIsShownWhereNobodyReads() {
        watch(w -> {
            w.stands(at(THEN, 1), 1, "f-pump");
            w.beat(THEN);
            w.stands(at(THEN + Times.SECOND, 1), 2, "f-pump", "f-flow");
            w.beat(THEN + Times.SECOND);
            assertEquals(List.of("f-flow", "f-pump"), w.rows());
        });
    }

    @Test
    void whatNobodyJudgedIsNotCalledCalm() {
        watch(w -> {
            long began = NOW - Times.MINUTE;
            w.stands(new TimeState(TimeState.Mode.REPLAY, THEN, NOW - 2 * Times.HOUR, NOW, 0, began), 1);
            w.beat(THEN);
            assertTrue(w.says("Not judged: the gateway began at"));
            assertFalse(w.says("Calm"));
            w.stands(new TimeState(TimeState.Mode.REPLAY, THEN, NOW - 2 * Times.HOUR, NOW, 0, THEN), 2);
            w.beat(THEN);
            assertTrue(w.says("Calm"));
        });
    }

    @Test
    void playingIsNoLeapHoweverFast() {
        Leaps leaps = new Leaps();
        assertFalse(leaps.leapt(live()));
        assertTrue(leaps.leapt(at(THEN, 0)));
        assertFalse(leaps.leapt(at(THEN, 0)));
        assertFalse(leaps.leapt(at(THEN, 60)));
        assertFalse(leaps.leapt(at(THEN + 30 * Times.SECOND, 60)));
        assertTrue(leaps.leapt(at(THEN + 29 * Times.SECOND, 60)));
        assertTrue(leaps.leapt(at(THEN + Times.HOUR / 2, 1)));
        assertTrue(leaps.leapt(live()));
    }
}
