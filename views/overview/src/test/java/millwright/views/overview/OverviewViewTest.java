package millwright.views.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import millwright.desk.Situation;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Theme;
import millwright.views.kit.EmptyState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewViewTest {
    private static WritableImage picture(FixtureContext context, Theme theme, int w, int h) {
        return Pictures.onFx(() -> {
            OverviewView view = new OverviewView(context);
            WritableImage made = Pictures.of(view, context, theme, w, h);
            view.close();
            return made;
        });
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = FixtureContext.of(mood, theme);
            WritableImage image = picture(context, theme, 1216, 748);
            Pictures.save(image, Path.of("target/pictures/overview-" + mood + "-" + theme + ".png"));
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
    void fitsASmallWindow() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        WritableImage image = picture(context, Theme.DARK, 1192, 568);
        Pictures.save(image, Path.of("target/pictures/overview-small.png"));
        assertEquals(1192, (int) image.getWidth());
    }

    private static <T> List<T> parts(OverviewView view, Class<T> type) {
        return view.node().lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void everyPartCanBeCopiedAsRows() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Plant plant = context.situation().plant();
        List<String> copied = Pictures.onFx(() -> {
            OverviewView view = new OverviewView(context);
            Pictures.of(view, context, Theme.DARK, 1216, 748);
            for (Class<? extends Drawn> type :
                    List.of(Tile.class, MiniHall.class, EnvelopeBar.class, EndpointStrips.class)) {
                parts(view, type).forEach(p -> assertNotNull(p.getOnContextMenuRequested(), type.getSimpleName()));
            }
            List<String> rows = List.of(
                    parts(view, Tile.class).getFirst().csv(),
                    parts(view, MiniHall.class).getFirst().csv(),
                    parts(view, EnvelopeBar.class).getFirst().csv(),
                    parts(view, EndpointStrips.class).getFirst().csv());
            assertEquals(6, parts(view, Tile.class).size());
            view.close();
            return rows;
        });
        assertTrue(copied.get(0).lines().skip(1).findFirst().orElse("").startsWith("Output tokens,"), copied.get(0));
        for (int i = 0; i < plant.count(EntityKind.RACK); i++) {
            assertTrue(copied.get(1).contains("," + plant.at(EntityKind.RACK, i).id() + ","), copied.get(1));
        }
        assertTrue(copied.get(2).matches("(?s).*\\nlimit,[0-9.E]+\\n"), copied.get(2));
        assertEquals(plant.count(EntityKind.ENDPOINT), copied.get(3).lines().count() - 1);
    }

    @Test
    void aFigureThatComesForTheFirstTimeDoesNotWaitForTheNextBeat() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        MetricId rate = new MetricId("site.output.rate");
        AtomicLong wall = new AtomicLong(1);
        List<String> told = Pictures.onFx(() -> {
            context.tell(rate, EntityKind.SITE, new double[] {Double.NaN});
            OverviewView view = new OverviewView(context, wall::get);
            Tile tile = parts(view, Tile.class).getFirst();
            List<String> said = new ArrayList<>();
            for (double number : new double[] {Double.NaN, 2e6, 3e6}) {
                context.tell(rate, EntityKind.SITE, new double[] {number});
                view.pulse(context.time().now()); // of one beat all three
                said.add(tile.csv());
            }
            wall.addAndGet(Times.SECOND);
            view.pulse(context.time().now());
            said.add(tile.csv());
            view.close();
            return said;
        });
        assertFalse(told.get(0).contains("2000000"), told.get(0));
        assertTrue(told.get(1).contains("2000000"), told.get(1));
        assertEquals(told.get(1), told.get(2), "from then on they change in beats");
        assertTrue(told.get(3).contains("3000000"), told.get(3));
    }

    @Test
    void nothingIsCalledNormalWhileThePastIsStillTakenIn() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Situation calm = Altered.of(context.situation()).uneventful().situation();
        EntityId gateway = EntityId.of(EntityKind.SOURCE, "gateway");
        List<String> seen = new ArrayList<>();
        Pictures.onFx(() -> {
            OverviewView view = new OverviewView(context);
            for (String condition : List.of("starting", "ok")) {
                SourceState state = new SourceState(gateway, "gateway", condition, "", 0, 0, 0, 0, List.of(), 0, 0);
                context.replace(Altered.of(calm).sources(Map.of(gateway, state)).situation());
                context.advance(Times.SECOND);
                seen.add(saidInPlaceOfAList(view, context, condition));
            }
            view.close();
            return view;
        });
        assertTrue(seen.get(0).startsWith("Not known yet. What sources tell of their past"), seen.get(0));
        assertTrue(seen.get(1).startsWith("Nothing is abnormal."), seen.get(1));
    }

    /** While a replay plays into the time that was judged, no alarm needs to come for the words to change. */
    @Test
    void nothingIsCalledNormalThatNobodyJudged() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        EntityId gateway = EntityId.of(EntityKind.SOURCE, "gateway");
        SourceState judge = new SourceState(gateway, "gateway", "ok", "", 0, 0, 0, 0, List.of(), 0, 0);
        Situation calm = Altered.of(context.situation())
                .uneventful()
                .sources(Map.of(gateway, judge))
                .situation();
        long now = FixtureContext.NOW;
        List<String> seen = new ArrayList<>();
        Pictures.onFx(() -> {
            OverviewView view = new OverviewView(context);
            for (long judged : new long[] {now + Times.MINUTE, now}) {
                TimeState time = new TimeState(TimeState.Mode.REPLAY, now, now - Times.HOUR, now, 0, judged);
                context.replace(Altered.of(calm).time(time).situation());
                context.advance(Times.SECOND);
                seen.add(saidInPlaceOfAList(view, context, "judged-" + (judged > now ? "later" : "then")));
            }
            view.close();
            return view;
        });
        assertTrue(seen.get(0).startsWith("Not judged: the gateway began at "), seen.get(0));
        assertTrue(seen.get(1).startsWith("Nothing is abnormal."), seen.get(1));
    }

    @Test
    void whatIsDemandedIsReleased() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        picture(context, Theme.DARK, 1216, 748);
        long demanded =
                context.asked().stream().filter(a -> a.startsWith("demand")).count();
        long released =
                context.asked().stream().filter(a -> a.startsWith("release")).count();
        assertTrue(demanded > 0);
        assertEquals(demanded, released);
    }

    @Test
    void findingsOfAnIncidentAreToldOnce() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Situation situation = context.situation();
        List<Abnormal> rows = Abnormal.of(situation, context.catalogue());
        long open =
                situation.incidents().values().stream().filter(i -> i.open()).count();
        assertEquals(open, rows.stream().filter(r -> !r.incident().isEmpty()).count());
        assertTrue(rows.stream().noneMatch(r -> situation.incidentOfFinding().containsKey(r.key())));
        for (int i = 1; i < rows.size(); i++) {
            assertTrue(rows.get(i - 1).priority().ordinal()
                    <= rows.get(i).priority().ordinal());
        }
    }

    @Test
    void anIncidentOfWhichNothingHoldsAnyMoreHasNoPriority() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Situation s = context.situation();
        String id = Abnormal.of(s, context.catalogue()).getFirst().incident();
        Set<String> members = Set.copyOf(s.incidents().get(id).findings());
        Map<String, Finding> findings = new LinkedHashMap<>();
        s.findings()
                .forEach((key, f) ->
                        findings.put(key, members.contains(key) ? f.at(f.updated(), f.updated(), f.now(), "", "") : f));
        members.forEach(m -> assertTrue(findings.containsKey(m), m));
        Situation over = Altered.of(s).findings(findings).situation();
        List<Abnormal> rows = Abnormal.of(over, context.catalogue());
        Abnormal last = rows.getLast();
        assertEquals(id, last.incident(), "below all that holds");
        assertTrue(last.cleared());
        assertEquals(1, rows.stream().filter(Abnormal::cleared).count());
    }

    @Test
    void anIncidentIsDrawnAsAcknowledgedOnlyWhenSomebodyHasSeenAlsoWhatIsOver() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Situation s = context.situation();
        String id = Abnormal.of(s, context.catalogue()).getFirst().incident();
        Map<String, Alarm> alarms = new LinkedHashMap<>(s.alarms());
        for (String member : s.incidents().get(id).findings()) {
            alarms.put(member, new Alarm(member, AlarmState.ACKNOWLEDGED, Priority.CRITICAL, "op2", 0));
        }
        assertFalse(first(context, alarms).unacknowledged());
        alarms.put("f-pump", new Alarm("f-pump", AlarmState.RETURNED, Priority.CRITICAL, "", 0));
        assertTrue(first(context, alarms).unacknowledged());
        assertEquals(Priority.CRITICAL, first(context, alarms).priority());
    }

    private static Abnormal first(FixtureContext context, Map<String, Alarm> alarms) {
        Situation then = Altered.of(context.situation()).alarms(alarms).situation();
        return Abnormal.of(then, context.catalogue()).getFirst();
    }

    @Test
    void nothingKnownIsNeitherWasteNorZero() {
        FixtureContext context = FixtureContext.of(Mood.EMPTY, Theme.DARK);
        assertEquals(List.of(), WastePanel.lines(context.situation()));
        SiteValues site = new SiteValues(context.situation().plant(), context.latest(), FixtureContext.NOW);
        assertTrue(Double.isNaN(site.of("site.power").number()));
    }

    @Test
    void theHallHoldsEveryRackOnce() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        HallStates states = HallStates.of(context.situation(), context.latest());
        assertEquals(context.situation().plant().count(EntityKind.RACK), states.racks());
        assertEquals(1, states.counts().get(HallStates.Kind.STALE) / 2);
    }

    @Test
    void aRackIsOffOnlyWhenItIsKnownToDrawNothing() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        HallStates running = HallStates.of(context.situation(), context.latest());
        assertEquals(2, running.counts().get(HallStates.Kind.UNKNOWN));
        assertFalse(running.counts().containsKey(HallStates.Kind.OFF));
        FixtureContext empty = FixtureContext.of(Mood.EMPTY, Theme.DARK);
        HallStates silent = HallStates.of(context.situation(), empty.latest());
        assertEquals(48, silent.counts().get(HallStates.Kind.UNKNOWN));
    }

    @Test
    void aReplayWithoutFindingsIsNotCalledCalm() {
        FixtureContext context = FixtureContext.of(Mood.EMPTY, Theme.DARK);
        Situation s = context.situation();
        assertTrue(s.judged(), "a live plant is judged");
        TimeState past =
                new TimeState(TimeState.Mode.REPLAY, FixtureContext.NOW, FixtureContext.NOW - 1, FixtureContext.NOW, 0);
        context.replace(past, Map.of());
        assertFalse(context.situation().judged());
        FixtureContext found = FixtureContext.of(Mood.LIVE, Theme.DARK);
        found.replace(past, Map.of());
        assertTrue(found.situation().judged());
    }

    @Test
    void statesReadAsWords() {
        Catalogue catalogue = Catalogue.standard();
        assertEquals(
                "down", Figures.of(0, catalogue.get(new MetricId("link.state"))).joined());
        assertEquals(
                "XID 94",
                Figures.of(94, catalogue.get(new MetricId("gpu.xid.last"))).joined());
        assertEquals(
                "suspected",
                Figures.of(1, catalogue.get(new MetricId("leak.state"))).joined());
        assertEquals(
                "1.20 kW",
                Figures.of(1200, catalogue.get(new MetricId("node.power"))).joined());
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), OverviewView::new));
    }

    private static String saidInPlaceOfAList(OverviewView view, FixtureContext context, String picture) {
        Pictures.save(
                Pictures.of(view, context, Theme.DARK, 1216, 748),
                Path.of("target/pictures/overview-" + picture + ".png"));
        return parts(view, EmptyState.class).stream()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .findFirst()
                .orElse("");
    }

    /** Px from one rack to the next. */
    private static double pitch(int w, int h) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DAY);
        return Pictures.onFx(() -> {
            OverviewView view = new OverviewView(context);
            WritableImage made = Pictures.of(view, context, Theme.DAY, w, h);
            Pictures.save(made, Path.of("target/pictures/overview-wide-" + w + ".png"));
            MiniHall hall = (MiniHall) view.node().lookupAll("*").stream()
                    .filter(MiniHall.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            view.close();
            return hall.place(2)[0] - hall.place(1)[0];
        });
    }

    @Test
    void theHallGrowsWithTheScreen() {
        double small = pitch(1216, 748);
        double large = pitch(2140, 1288);
        assertTrue(large > 1.3 * small, small + " px from rack to rack, on a large screen " + large);
    }
}
