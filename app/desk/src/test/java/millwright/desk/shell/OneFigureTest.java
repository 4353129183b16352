package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.PlantEvent;
import millwright.feed.TimeState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What the site draws, on all parts of the window at the same moment. */
class OneFigureTest extends OpenShell {
    private static final MetricId POWER = new MetricId("site.power");

    private void tell(double watts) {
        List<PlantEvent> events = new ArrayList<>();
        TestPlant.site(events, POWER.name(), watts);
        events.forEach(feed::tell);
    }

    private double inspected() {
        return Fx.run(() -> shell.inspected().page().rows().stream()
                .filter(row -> POWER.equals(row.metric()))
                .findFirst()
                .orElseThrow()
                .value()
                .value());
    }

    private void all(double watts, String words) {
        assertEquals(watts, inspected(), words);
        String text = Fx.run(() -> shell.topBar().getAccessibleText());
        assertTrue(text.contains("Power, envelope " + Math.round(watts / 1000) + " kW"), words + ": " + text);
        double views = Fx.run(
                () -> shell.context().values.latest(POWER, EntityKind.SITE).values()[0]);
        assertEquals(watts, views, words);
    }

    @Test
    void valuesThatComeWhileAReplayIsPausedComeToAllPartsAlike() {
        Fx.beat(shell, clock, 3);
        all(701_600, "as told");
        feed.tell(new TimeState(
                TimeState.Mode.REPLAY, TestPlant.NOW, TestPlant.NOW - Times.HOUR, TestPlant.NOW + Times.HOUR, 0));
        clock.addAndGet(Times.SECOND);
        Fx.beat(shell, clock, 2);
        tell(633_000);
        clock.addAndGet(Times.SECOND);
        Fx.beat(shell, clock, 2);
        all(633_000, "though its time stands still");
    }

    @Test
    void betweenTwoBeatsNoPartIsAheadOfTheOthers() {
        Fx.beat(shell, clock, 3);
        tell(651_000);
        all(701_600, "until the next beat");
        clock.addAndGet(Times.SECOND);
        Fx.beat(shell, clock, 2);
        all(651_000, "in it");
    }
}
