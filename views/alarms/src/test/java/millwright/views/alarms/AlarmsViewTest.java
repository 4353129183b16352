package millwright.views.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import millwright.desk.Situation;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import millwright.desk.fixture.Pictures;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.styles.Theme;
import millwright.views.kit.Looks;
import millwright.views.kit.RowTable;
import millwright.views.kit.TableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmsViewTest {
    private static AlarmOrder.Result order(Situation situation, AlarmOrder.Grouping grouping, String filter) {
        return AlarmOrder.of(
                situation,
                new AlarmOrder.Wish(
                        grouping, EnumSet.allOf(AlarmState.class), AlarmOrder.Sort.PRIORITY, filter, Set.of(), null));
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        Moods.draw("alarms", mood, 748, 8, AlarmsView::new);
    }

    @Test
    void drawsInHalfAWindow() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Pictures.save(
                Pictures.onFx(() -> {
                    AlarmsView view = new AlarmsView(context);
                    WritableImage made = Pictures.of(view, context, Theme.DARK, 640, 748);
                    view.close();
                    return made;
                }),
                Path.of("target/pictures/alarms-half.png"));
    }

    /** Half a window of 1600: what is abnormal is read, what the inspector tells too is left out. */
    @Test
    void inHalfAWindowWhatIsAbnormalCanBeRead() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Map<String, Double> wide = new HashMap<>();
        Pictures.onFx(() -> {
            List<TableColumn<AlarmRow>> columns = new AlarmColumns(
                            context::situation, () -> FixtureContext.NOW, context.catalogue())
                    .all().stream()
                            .map(c -> new TableColumn<AlarmRow>(
                                    c.title(),
                                    c.width(),
                                    c.grow(),
                                    c.right(),
                                    c.spare(),
                                    (_, _, box) -> wide.put(c.title(), box.w())))
                            .toList();
            RowTable<AlarmRow> table = new RowTable<>(Looks.of(context), columns, 28);
            new Scene(table, 596, 200).snapshot(null);
            table.show(order(context.situation(), AlarmOrder.Grouping.NONE, "").rows());
            return null;
        });
        assertTrue(wide.get("What") >= 120, wide.toString());
        assertTrue(wide.containsKey("Action") && wide.containsKey("Where"), wide.toString());
        assertTrue(!wide.containsKey("Guidance") && !wide.containsKey("Jobs hit"), wide.toString());
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

    @Test
    void whatIsSelectedElsewhereIsSelectedInTheListAlsoWhenItsGroupFoldedIt() {
        FixtureContext context = FixtureContext.of(Mood.FLOODED, Theme.DARK);
        Pictures.onFx(() -> {
            AlarmsView view = new AlarmsView(context);
            Pictures.of(view, context, Theme.DARK, 1216, 748);
            Set<String> shown = new HashSet<>();
            view.table().rows().forEach(r -> shown.add(r.key()));
            Finding folded = view.table().rows().stream()
                    .filter(AlarmRow.Group.class::isInstance)
                    .flatMap(r -> ((AlarmRow.Group) r).findings().stream())
                    .map(context.situation().findings()::get)
                    .filter(f -> f != null
                            && context.situation().findings().values().stream()
                                    .noneMatch(o -> o.entity().equals(f.entity()) && shown.contains(o.id())))
                    .findFirst()
                    .orElseThrow();
            context.selection().select(folded.entity());
            for (int i = 0; i < 400 && view.table().selected() == null; i++) {
                view.pulse(FixtureContext.NOW + i);
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
            AlarmRow row = view.table().selected();
            assertTrue(
                    row != null
                            && context.situation()
                                    .findings()
                                    .get(row.key())
                                    .entity()
                                    .equals(folded.entity()),
                    () -> row + " for " + folded.entity());
            view.close();
            return true;
        });
    }
}
