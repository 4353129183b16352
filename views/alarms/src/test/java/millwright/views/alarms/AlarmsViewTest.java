package millwright.views.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import millwright.desk.Situation;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import millwright.desk.fixture.Pictures;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
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

    private static Finding linkDown(double now, long cleared) {
        return new Finding(
                "state/link.down/link:l@1",
                "state",
                new EntityId("link:l"),
                Priority.MEDIUM,
                1,
                0,
                1,
                cleared,
                "Link down",
                new MetricId("link.state"),
                now,
                1,
                false,
                "",
                "",
                List.of(),
                1,
                new Origin(new EntityId("source:s"), false),
                false);
    }

    @Test
    void whatIsAStateSaysWhatItIsAndWhatItShouldBe() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        AlarmColumns columns = new AlarmColumns(context::situation, () -> FixtureContext.NOW, context.catalogue());
        assertEquals("down", columns.now(linkDown(0, 0)));
        assertEquals("up again", columns.now(linkDown(1, 9)));
        assertEquals("= up", columns.limit(linkDown(0, 0)));
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
    void whatIsOverStaysInTheListUntilSomebodyHasSeenIt() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Situation live = context.situation();
        Map<String, Alarm> alarms = new LinkedHashMap<>(live.alarms());
        Map<String, Finding> findings = new LinkedHashMap<>(live.findings());
        for (String id : List.of("f-pump", "f-flow")) {
            alarms.put(
                    id, new Alarm(id, AlarmState.RETURNED, live.alarms().get(id).priority(), "", 1));
            findings.computeIfPresent(id, (_, f) -> f.at(f.updated(), f.updated(), f.now(), "", ""));
        }
        context.replace(Altered.of(live).alarms(alarms).findings(findings).situation());
        List<AlarmRow> rows = Pictures.onFx(() -> {
            AlarmsView view = new AlarmsView(context);
            Pictures.save(
                    Pictures.of(view, context, Theme.DARK, 1216, 748), Path.of("target/pictures/alarms-over.png"));
            List<AlarmRow> shown = List.copyOf(view.table().rows());
            view.close();
            return shown;
        });
        assertTrue(rows.contains(new AlarmRow.Item("f-pump")), rows::toString);
        AlarmRow.Group incident = assertInstanceOf(AlarmRow.Group.class, rows.getFirst());
        assertEquals("INC-0417", incident.id());
        assertTrue(incident.open());
        assertEquals(2, incident.unacknowledged());
        alarms.keySet().removeAll(List.of("f-pump", "f-flow")); // seen at last
        Situation seen = Altered.of(context.situation()).alarms(alarms).situation();
        List<AlarmRow> after = order(seen, AlarmOrder.Grouping.INCIDENT, "").rows();
        AlarmRow.Group left = assertInstanceOf(AlarmRow.Group.class, after.getFirst());
        assertEquals("INC-0417", left.id(), "an incident has the priority of the overview, whatever is left of it");
        assertEquals(Priority.CRITICAL, left.priority());
        assertFalse(left.open());
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
        AlarmsView view = Pictures.onFx(() -> {
            AlarmsView made = new AlarmsView(context);
            Pictures.of(made, context, Theme.DARK, 1216, 748);
            return made;
        });
        Finding folded = Pictures.onFx(() -> {
            Set<String> shown = new HashSet<>();
            view.table().rows().forEach(r -> shown.add(r.key()));
            return view.table().rows().stream()
                    .filter(AlarmRow.Group.class::isInstance)
                    .flatMap(r -> ((AlarmRow.Group) r).findings().stream())
                    .map(context.situation().findings()::get)
                    .filter(f -> f != null
                            && context.situation().findings().values().stream()
                                    .noneMatch(o -> o.entity().equals(f.entity()) && shown.contains(o.id())))
                    .findFirst()
                    .orElseThrow();
        });
        context.selection().select(folded.entity());
        AtomicReference<AlarmRow> selected = new AtomicReference<>();
        for (int i = 0; i < 400 && selected.get() == null; i++) {
            long now = FixtureContext.NOW + i;
            Pictures.onFx(() -> {
                view.pulse(now);
                selected.set(view.table().selected());
                return now;
            });
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        AlarmRow row = selected.get();
        assertTrue(
                row != null
                        && context.situation()
                                .findings()
                                .get(row.key())
                                .entity()
                                .equals(folded.entity()),
                () -> row + " for " + folded.entity());
        Pictures.onFx(() -> {
            view.close();
            return row;
        });
    }
}
