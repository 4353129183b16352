package millwright.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.Finding;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** A source that tells begin and end of what lasts, such as a breach of a load target. */
class LastingEventsTest {
    private final Plant plant = SmallPlant.plant();
    private final EntityId feed = plant.at(EntityKind.UTILITY, 0).id();
    private final Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
    private final List<PlantEvent> told = new ArrayList<>();
    private int second;

    LastingEventsTest() {
        analyst.accept(SmallPlant.whole(plant, SmallPlant.START), told::add);
    }

    private void event(Priority priority, Map<String, String> details) {
        long time = SmallPlant.START + second * Times.SECOND;
        analyst.accept(
                new Occurrence(
                        "e" + second + details,
                        "power.breach",
                        Layer.FACILITY,
                        feed,
                        time,
                        0,
                        time,
                        priority,
                        "power breach",
                        1,
                        details,
                        SmallPlant.ORIGIN),
                told::add);
    }

    private void pass(int seconds) {
        for (int end = second + seconds; second < end; second++) {
            analyst.tick(SmallPlant.START + second * Times.SECOND, told::add);
        }
    }

    private Finding finding() {
        return SmallPlant.only(told, Finding.class).stream()
                .filter(f -> f.rule().equals("event"))
                .toList()
                .getLast();
    }

    @Test
    void whatHasBegunLastsUntilItIsToldToBeOver() {
        event(Priority.CRITICAL, Map.of(Occurrence.BEGINS, "b1"));
        pass(3_600);
        assertEquals(0, finding().cleared(), "an hour without a word is no end");
        event(Priority.INFO, Map.of(Occurrence.ENDS, "b1"));
        pass(60);
        assertTrue(finding().cleared() > 0, finding().toString());
    }

    @Test
    void ofTwoThatOverlapTheLastEndsIt() {
        event(Priority.HIGH, Map.of(Occurrence.BEGINS, "b1"));
        pass(5);
        event(Priority.HIGH, Map.of(Occurrence.BEGINS, "b2"));
        pass(5);
        event(Priority.INFO, Map.of(Occurrence.ENDS, "b1"));
        pass(600);
        assertEquals(0, finding().cleared());
        event(Priority.INFO, Map.of(Occurrence.ENDS, "b2"));
        pass(60);
        assertTrue(finding().cleared() > 0);
    }

    @Test
    void whatHasNoEndIsOverWhenItStaysAway() {
        event(Priority.HIGH, Map.of());
        pass(700);
        assertTrue(finding().cleared() > 0);
    }

    @Test
    void theEndOfALogTemplateIsNoAlarmAndChangesNoTitle() {
        long time = SmallPlant.START;
        for (Priority priority : List.of(Priority.LOW, Priority.INFO)) {
            String text = priority == Priority.LOW ? "new template: \"%s timed out\"" : "template rate back to 0 per s";
            analyst.accept(
                    new Occurrence(
                            "t" + priority,
                            "log.template",
                            Layer.LOG,
                            feed,
                            time,
                            0,
                            time,
                            priority,
                            text,
                            36,
                            Map.of(),
                            SmallPlant.ORIGIN),
                    told::add);
        }
        pass(10);
        assertEquals("New template: \"%s timed out\"", finding().what());
        assertEquals(36, finding().count());
        assertEquals(
                "Read the log from then on: what did it wait for?", finding().guidance());
    }
}
