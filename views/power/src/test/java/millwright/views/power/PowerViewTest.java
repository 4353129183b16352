package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.image.WritableImage;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.Side;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerViewTest {
    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = FixtureContext.of(mood, theme);
            WritableImage image = Pictures.onFx(() -> {
                PowerView view = new PowerView(context);
                context.selection().select(new EntityId("pdu:PDU-A1"));
                WritableImage made = Pictures.of(view, context, theme, 1216, 780);
                view.close();
                return made;
            });
            Pictures.save(image, Path.of("target/pictures/power-" + mood + "-" + theme + ".png"));
            Set<Integer> colours = new HashSet<>();
            for (int y = 0; y < 780; y += 3) {
                for (int x = 0; x < 1216; x += 3) {
                    colours.add(image.getPixelReader().getArgb(x, y));
                }
            }
            assertTrue(colours.size() > 8, mood + " " + theme + ": " + colours.size());
        }
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
        assertEquals(", " + all.size() + " not judged: " + all.size() + " stale", PowerView.unjudged(all));
        FixtureContext live = FixtureContext.of(Mood.LIVE, Theme.DARK);
        List<Constraint> fresh = Constraint.of(
                new Loads(live, FixtureContext.NOW), Diagram.of(live.situation().plant()));
        assertEquals("", PowerView.unjudged(fresh));
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

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), PowerView::new));
    }
}
