package millwright.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private static final long NOW = 1_773_752_852L * Times.SECOND;
    private static final long MONTH = 30 * 24 * Times.HOUR;
    private static final MetricId METRIC = new MetricId("site.power");
    private static final EntityId SITE = new EntityId("site:s");

    private final List<WindowQuery> asked = new ArrayList<>();
    private final List<CompletableFuture<List<Window>>> answers = new ArrayList<>();
    private long wall;
    private final Trends trends = new Trends(Slow::new, Runnable::run, 10 * Times.SECOND, () -> wall);

    /** Answers when the test says so. */
    private final class Slow implements History {
        @Override
        public CompletionStage<List<Window>> query(WindowQuery query) {
            asked.add(query);
            answers.add(new CompletableFuture<>());
            return answers.getLast();
        }

        @Override
        public Catalogue describe() {
            return Catalogue.standard();
        }
    }

    private void answer(int which) {
        WindowQuery query = asked.get(which);
        Window window = Window.empty(METRIC, SITE, query.from(), query.to(), query.columns());
        Arrays.fill(window.count(), 1);
        Arrays.fill(window.last(), 1);
        answers.get(which).complete(List.of(window));
    }

    private static long end(Window window) {
        int last = -1;
        for (int c = 0; c < window.columns(); c++) {
            last = window.count()[c] > 0 ? c : last;
        }
        return (long) (window.from() + (last + 1) * window.width());
    }

    @Test
    void whatCameAfterTheShownInstantIsNotDrawn() {
        trends.lastHour(METRIC, SITE, NOW, 60);
        answer(0);
        assertEquals(NOW, end(trends.lastHour(METRIC, SITE, NOW, 60)));
        long back = NOW - 20 * Times.MINUTE;
        assertTrue(end(trends.lastHour(METRIC, SITE, back, 60)) <= back, "before the answer came");
        assertEquals(back, asked.getLast().to(), "asked anew for the instant shown");
        answer(1);
        assertEquals(back, end(trends.lastHour(METRIC, SITE, back, 60)));
    }

    @Test
    void anAnswerOfAfterTheInstantShownIsLetGo() {
        long back = NOW - 20 * Times.MINUTE;
        trends.lastHour(METRIC, SITE, NOW, 60);
        trends.lastHour(METRIC, SITE, back, 60);
        answer(0);
        assertEquals(0, trends.version(), "it tells what is to come");
        trends.lastHour(METRIC, SITE, back, 60);
        answer(1);
        assertEquals(back, end(trends.lastHour(METRIC, SITE, back, 60)));
    }

    @Test
    void asFastAsTimeGoesALateAnswerIsShownAndOneQuestionAsked() {
        for (int s = 0; s <= 120; s++) {
            trends.lastHour(METRIC, SITE, NOW + s * Times.SECOND, 60);
        }
        assertEquals(1, asked.size(), "one in flight, though twelve were due");
        answer(0);
        long later = NOW + 180 * Times.SECOND;
        wall += Times.SECOND;
        assertEquals(NOW, end(trends.lastHour(METRIC, SITE, later, 60)), "two minutes old is more than nothing");
        assertEquals(later, asked.getLast().to());
        assertEquals(2, asked.size());
    }

    @Test
    void aQuestionThatFailedIsAskedAgainInSomeSecondsThoughTimeStandsStill() {
        trends.last(MONTH, METRIC, SITE, NOW, 60);
        answers.getFirst().completeExceptionally(new IllegalStateException("no link"));
        trends.last(MONTH, METRIC, SITE, NOW, 60);
        assertEquals(1, asked.size(), "not at every pulse");
        wall += 5 * Times.SECOND;
        trends.last(MONTH, METRIC, SITE, NOW, 60);
        assertEquals(2, asked.size());
    }

    @Test
    void whatIsKnownOfAnotherLengthIsNotShownForIt() {
        trends.last(MONTH, METRIC, SITE, NOW, 60);
        answer(0);
        assertTrue(trends.last(2 * MONTH, METRIC, SITE, NOW, 60).isEmpty());
        answer(1);
        assertEquals(NOW, (double) end(trends.last(2 * MONTH, METRIC, SITE, NOW, 60)), 1_000);
    }

    @Test
    void howeverFastTimeGoesItIsAskedOnceASecondOfTheWall() {
        trends.last(MONTH, METRIC, SITE, NOW, 60);
        answer(0);
        for (int i = 1; i <= 62; i++) { // two days a second, for a little more than one
            wall += 16 * Times.MILLI;
            trends.last(MONTH, METRIC, SITE, NOW + i * 48L * Times.MINUTE, 60);
        }
        assertEquals(1, asked.size(), "after 992 ms");
        wall += 16 * Times.MILLI;
        trends.last(MONTH, METRIC, SITE, NOW + 63 * 48 * Times.MINUTE, 60);
        assertEquals(2, asked.size());
    }

    @Test
    void afterAStepBackOfASecondItIsAskedAnew() {
        trends.lastHour(METRIC, SITE, NOW, 60);
        answer(0);
        trends.lastHour(METRIC, SITE, NOW - Times.SECOND, 60);
        assertEquals(2, asked.size());
        answer(1);
        trends.lastHour(METRIC, SITE, NOW, 60);
        assertEquals(2, asked.size(), "a second later it still holds");
    }
}
