package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.image.WritableImage;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Look;
import millwright.desk.draw.SitePower;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import millwright.desk.fixture.Pictures;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Side;
import millwright.plant.StepFunction;
import millwright.plant.Times;
import millwright.styles.Fonts;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import millwright.views.kit.Strip;
import millwright.views.kit.TableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerViewTest {
    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        Moods.draw("power", mood, 780, 8, context -> {
            PowerView view = new PowerView(context);
            context.selection().select(new EntityId("pdu:PDU-A1"));
            return view;
        });
    }

    @Test
    void fiftyRowsAreTellableApart() {
        FixtureContext context = new FixtureContext(FixturePlant.of(50, 4), Mood.LIVE, Theme.DARK);
        WritableImage image = Pictures.onFx(() -> {
            PowerView view = new PowerView(context);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 748);
            view.close();
            return made;
        });
        Pictures.save(image, Path.of("target/pictures/power-fifty.png"));
        assertEquals("A17", NarrowBlock.tail("PDU-A17"));
        assertEquals("R7", NarrowBlock.tail("Row R7"));
        assertEquals("MSB", NarrowBlock.tail("MSB"));
    }

    @Test
    void aRowHangsOnBothSidesOfItsOwnPair() {
        Plant plant = FixturePlant.of(2, 3);
        Diagram diagram = Diagram.of(plant);
        int row = plant.indexOf(new EntityId("row:R2"));
        Set<String> feeders = diagram.wires().stream()
                .filter(w -> w.to() == row)
                .map(w -> plant.entity(w.from()).name() + " " + w.side())
                .collect(Collectors.toSet());
        assertEquals(Set.of("PDU-A2 " + Side.A, "PDU-B2 " + Side.B), feeders);
        assertEquals(
                List.of(2, 2, 4, 2), diagram.tiers().stream().map(List::size).toList());
    }

    @Test
    void thePowerTreeIsCopiedWithItsLoadsAndFeeders() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        String rows = Pictures.onFx(() -> {
            PowerView view = new PowerView(context);
            Pictures.of(view, context, Theme.DARK, 1216, 780);
            OneLine tree = (OneLine) view.node().lookupAll("*").stream()
                    .filter(OneLine.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertNotNull(tree.getOnContextMenuRequested());
            String csv = tree.csv();
            view.close();
            return csv;
        });
        Diagram diagram = Diagram.of(context.situation().plant());
        assertEquals(
                diagram.tiers().stream().mapToInt(List::size).sum(),
                rows.lines().count() - 1);
        String row =
                rows.lines().filter(l -> l.contains(",row:R1,")).findFirst().orElse("");
        assertTrue(row.matches("R1,row:R1,ROW,[0-9.E]+,.*PDU-A1 A; PDU-B1 B"), row);
    }

    @Test
    void provisionedStandsBesideWhatIsObservedCommittedAndAllowed() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        List<Constraint> all = Constraint.of(
                new Loads(context, FixtureContext.NOW),
                Diagram.of(context.situation().plant()));
        for (String name : List.of("PDU-A1", "MSB-A", "Utility-A", "Site envelope")) {
            Load load = all.stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .load();
            assertTrue(Load.number(load.provisioned()) > Load.number(load.committed()) * 0.4, name);
        }
        double utilities = context.situation().plant().count(EntityKind.UTILITY);
        Constraint site = all.stream()
                .filter(c -> c.name().equals("Site envelope"))
                .findFirst()
                .orElseThrow();
        Constraint one = all.stream()
                .filter(c -> c.name().equals("Utility-A"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                utilities,
                Load.number(site.load().provisioned()) / Load.number(one.load().provisioned()),
                0.2,
                "the site's is the sum of its utilities'");
        String titles = String.join(
                " ",
                new ConstraintColumns(() -> Watts.of(5e6))
                        .all().stream().map(TableColumn::title).toList());
        assertEquals("Constraint observed committed provisioned failover limit headroom   why", titles);
    }

    @Test
    void aLoadTargetHasAWordWhereItCutsTheLimit() {
        EntityId site = EntityId.of(EntityKind.SITE, "Halden");
        MetricId power = new MetricId("site.power");
        long now = FixtureContext.NOW;
        StepFunction target =
                StepFunction.constant(Double.NaN).during(now - 30 * Times.MINUTE, now - 10 * Times.MINUTE, 13.8e6);
        Plant plant = Plant.builder()
                .put(new Entity.Site(site, "Halden", java.time.ZoneOffset.UTC))
                .limit(Limit.upper(site, power, LimitOrigin.CONTRACT, 14.5e6))
                .limit(new Limit(site, power, Bound.UPPER, LimitOrigin.LOAD_TARGET, target))
                .build(1);
        List<Strip.Mark> marks = LoadTargets.marks(plant, site, new Range(now - Times.HOUR, now));
        assertEquals(List.of(new Strip.Mark(now - 30 * Times.MINUTE, "load target −700 kW", null, Token.SET)), marks);
        assertEquals(
                now - 20 * Times.MINUTE,
                LoadTargets.marks(plant, site, new Range(now - 20 * Times.MINUTE, now))
                        .getFirst()
                        .time(),
                "one that holds already stands at the edge");
        assertEquals(List.of(), LoadTargets.marks(plant, site, new Range(now - 9 * Times.MINUTE, now)));
    }

    @Test
    void headroomIsWhatTheLargestLoadLeaves() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Plant plant = context.situation().plant();
        List<Constraint> all = Constraint.of(new Loads(context, FixtureContext.NOW), Diagram.of(plant));
        Constraint pdu =
                all.stream().filter(c -> c.name().equals("PDU-A1")).findFirst().orElseThrow();
        Load load = pdu.load();
        double most = Math.max(
                load.observed().value(),
                Math.max(load.committed().value(), load.failover().value()));
        assertEquals(load.limit() - most, pdu.headroom(), 1e-6);
        List<Double> watts =
                all.stream().filter(Constraint::watts).map(Constraint::headroom).toList();
        assertEquals(watts.stream().sorted().toList(), watts);
    }

    @Test
    void aFlowKeepsItsUnitHoweverLongItsName() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Plant plant = context.situation().plant();
        Constraint flow = Constraint.of(new Loads(context, FixtureContext.NOW), Diagram.of(plant)).stream()
                .filter(c -> !c.watts())
                .findFirst()
                .orElseThrow();
        assertEquals("LPM", flow.measure());
        Constraint longer = new Constraint(
                flow.entity(), "CDU 2 (Row 4, north)", "LPM", flow.load(), flow.headroom(), false, flow.upper());
        Look look = Look.of(Palette.of(Theme.DARK), 1);
        String cut = ConstraintColumns.named(longer, look, 92);
        assertTrue(cut.startsWith("CDU 2") && cut.endsWith("… LPM"), cut);
        assertTrue(look.width(cut, look.strong(Fonts.CELL)) <= 92, cut);
        assertEquals("CDU 2 (Row 4, north) LPM", ConstraintColumns.named(longer, look, 300));
    }

    @Test
    void theSiteDrawsWhatEveryScreenTells() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Plant plant = context.situation().plant();
        Load site = new Loads(context, FixtureContext.NOW).site(plant.indexAt(EntityKind.SITE, 0));
        SitePower told = SitePower.of(plant, context.latest(), 0, FixtureContext.NOW);
        assertEquals(told.watts(), site.observed().value());
        assertEquals(told.state(), site.observed().state());
    }

    @Test
    void blanksAreNeverZero() {
        FixtureContext context = FixtureContext.of(Mood.EMPTY, Theme.DARK);
        context.replace(FixtureContext.of(Mood.LIVE, Theme.DARK).situation());
        Loads loads = new Loads(context, FixtureContext.NOW);
        Plant plant = loads.plant();
        Load load = loads.device(plant.indexOf(new EntityId("pdu:PDU-A1")));
        assertTrue(Double.isNaN(load.headroom()));
        assertEquals("–", Watts.of(load.limit()).text(load.observed()));
        assertFalse(Proof.of(loads, Watts.of(5e6)).contains("0.00"));
    }

    @Test
    void whatIsStaleCountsAsNotJudged() {
        FixtureContext stale = FixtureContext.of(Mood.STALE, Theme.DARK);
        List<Constraint> all = Constraint.of(
                new Loads(stale, FixtureContext.NOW),
                Diagram.of(stale.situation().plant()));
        assertEquals("none of " + all.size() + " limits judged: stale", Judged.words(all));
        FixtureContext live = FixtureContext.of(Mood.LIVE, Theme.DARK);
        List<Constraint> fresh = Constraint.of(
                new Loads(live, FixtureContext.NOW), Diagram.of(live.situation().plant()));
        assertFalse(Judged.words(fresh).contains("judged"), Judged.words(fresh));
    }

    /** "0 over" of limits that nobody measures against says that all is well where nothing is known. */
    @Test
    void howManyLimitsAreNotJudgedIsSaidWithTheReason() {
        FixtureContext live = FixtureContext.of(Mood.LIVE, Theme.DARK);
        List<Constraint> fresh = Constraint.of(
                new Loads(live, FixtureContext.NOW), Diagram.of(live.situation().plant()));
        FixtureContext empty = FixtureContext.of(Mood.EMPTY, Theme.DARK);
        empty.replace(live.situation());
        List<Constraint> blank = Constraint.of(
                new Loads(empty, FixtureContext.NOW),
                Diagram.of(live.situation().plant()));
        assertEquals("none of " + blank.size() + " limits judged: not measured", Judged.words(blank));
        List<Constraint> both = new java.util.ArrayList<>(blank);
        both.add(fresh.getLast());
        String words = Judged.words(both);
        assertTrue(words.startsWith("1 of " + both.size() + " limits judged, "), words);
        assertTrue(words.endsWith("; " + blank.size() + " not: not measured"), words);
    }

    @Test
    void losingAFeederIsAskedAndTold() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        String answer = Pictures.onFx(() -> {
            PowerView view = new PowerView(context);
            context.selection().select(new EntityId("pdu:PDU-B1"));
            view.pulse(FixtureContext.NOW);
            view.loss().ask();
            view.close();
            return view.loss().answer();
        });
        assertTrue(context.asked().contains("previewLoss pdu:PDU-B1"));
        assertTrue(answer.contains("PDU-A1 binds first") && answer.contains("chat-prod"), answer);
    }

    /** The table changes its order slowly, so that it can be read; what stands in it is of the same reading as the diagram. */
    @Test
    void theTableTellsWhatTheDiagramTellsAtOnce() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        int utilities = context.situation().plant().count(EntityKind.UTILITY);
        double[] told = new double[utilities];
        List<String> before = new java.util.ArrayList<>();
        List<String> after = new java.util.ArrayList<>();
        double shown = Pictures.onFx(() -> {
            PowerView view = new PowerView(context);
            long now = FixtureContext.NOW;
            view.pulse(now);
            view.constraints().forEach(c -> before.add(c.key()));
            java.util.Arrays.fill(told, 4e6);
            context.tell(Loads.OBSERVED, EntityKind.UTILITY, told);
            view.pulse(now + Times.SECOND / 2);
            List<Constraint> all = view.constraints();
            all.forEach(c -> after.add(c.key()));
            view.close();
            return all.stream()
                    .filter(c -> c.name().equals("Utility-A"))
                    .findFirst()
                    .map(c -> Load.number(c.load().observed()))
                    .orElse(Double.NaN);
        });
        assertEquals(4e6, shown);
        assertEquals(before, after, "in the places where they stood");
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), PowerView::new));
    }

    private static BlockPainter.Box block(int w, int h) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DAY);
        return Pictures.onFx(() -> {
            PowerView view = new PowerView(context);
            WritableImage made = Pictures.of(view, context, Theme.DAY, w, h);
            Pictures.save(made, Path.of("target/pictures/power-" + w + ".png"));
            OneLine line = (OneLine) view.node().lookupAll("*").stream()
                    .filter(OneLine.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            BlockPainter.Box last = line.box("Row R2");
            assertTrue(last.y() + last.h() <= line.getHeight(), "the lowest tier is cut: " + last);
            assertTrue(last.x() + last.w() <= line.getWidth(), "the last block is cut: " + last);
            view.close();
            return line.box("PDU-A1");
        });
    }

    @Test
    void theDiagramGrowsWithTheScreen() {
        BlockPainter.Box small = block(1216, 748);
        BlockPainter.Box large = block(2140, 1288);
        assertEquals(136, small.w());
        assertEquals(1.6 * small.w(), large.w(), 8);
        assertEquals(1.6 * small.h(), large.h(), 8);
    }
}
