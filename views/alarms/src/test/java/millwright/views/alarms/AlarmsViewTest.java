package millwright.views.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.image.WritableImage;
import millwright.desk.Situation;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.AlarmState;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmsViewTest {
    private static AlarmOrder.Result order(Situation situation, AlarmOrder.Grouping grouping, String filter) {
        return AlarmOrder.of(
                situation,
                new AlarmOrder.Wish(
                        grouping, EnumSet.allOf(AlarmState.class), AlarmOrder.Sort.PRIORITY, filter, Set.of()));
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = FixtureContext.of(mood, theme);
            WritableImage image = Pictures.onFx(() -> {
                AlarmsView view = new AlarmsView(context);
                WritableImage made = Pictures.of(view, context, theme, 1216, 748);
                view.close();
                return made;
            });
            Pictures.save(image, Path.of("target/pictures/alarms-" + mood + "-" + theme + ".png"));
            Set<Integer> colours = new HashSet<>();
            for (int y = 0; y < 748; y += 3) {
                for (int x = 0; x < 1216; x += 3) {
                    colours.add(image.getPixelReader().getArgb(x, y));
                }
            }
            assertTrue(colours.size() > 8, mood + " " + theme + ": " + colours.size());
        }
    }

    @Test
    void noAlarmIsLostByGrouping() {
        Situation flooded = FixtureContext.of(Mood.FLOODED, Theme.DARK).situation();
        for (AlarmOrder.Grouping grouping :
                new AlarmOrder.Grouping[] {AlarmOrder.Grouping.INCIDENT, AlarmOrder.Grouping.WHERE}) {
            Set<String> all = new HashSet<>();
            int total = 0;
            for (AlarmRow row : order(flooded, grouping, "").rows()) {
                if (row instanceof AlarmRow.Group group) {
                    all.addAll(group.findings());
                    total += group.total();
                }
            }
            assertEquals(flooded.alarms().keySet(), all);
            assertEquals(flooded.alarms().size(), total);
        }
    }

    @Test
    void theWorstStandsFirst() {
        Situation live = FixtureContext.of(Mood.LIVE, Theme.DARK).situation();
        List<AlarmRow> rows = order(live, AlarmOrder.Grouping.NONE, "").rows();
        assertEquals("f-pump", rows.getFirst().key());
        assertEquals("f-idle", rows.getLast().key());
    }

    @Test
    void aFilterFindsWordsOfWhatWhereAndJob() {
        Situation live = FixtureContext.of(Mood.LIVE, Theme.DARK).situation();
        assertEquals(
                1, order(live, AlarmOrder.Grouping.NONE, "straggler").rows().size());
        assertEquals(4, order(live, AlarmOrder.Grouping.NONE, "straggler").hidden());
        assertEquals(
                0, order(live, AlarmOrder.Grouping.NONE, "no such word").rows().size());
    }

    @Test
    void aFloodIsCalledOne() {
        assertTrue(AlarmRates.of(FixtureContext.of(Mood.FLOODED, Theme.DARK).situation(), FixtureContext.NOW)
                .flood());
        assertTrue(!AlarmRates.of(FixtureContext.of(Mood.LIVE, Theme.DARK).situation(), FixtureContext.NOW)
                .flood());
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), AlarmsView::new));
    }
}
