package millwright.views.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.image.WritableImage;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import millwright.desk.fixture.Pictures;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.styles.Theme;
import millwright.styles.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionsViewTest {
    private static final double BLANK = Double.NaN;

    /** One action of every stage, as far as each comes: desired, commanded, observed. */
    private static Map<String, ActionProgress> everyStage(FixtureContext context) {
        EntityId rack = context.situation().plant().at(EntityKind.RACK, 3).id();
        Map<String, ActionProgress> all = new LinkedHashMap<>();
        long now = FixtureContext.NOW;
        for (ActionStage stage : ActionStage.values()) {
            String key = "ACT-0" + (200 + stage.ordinal());
            long made = now - (ActionStage.values().length - stage.ordinal()) * Times.MINUTE;
            ActionHeader header = new ActionHeader(
                    key, "ada", ActionHeader.ProposerKind.PERSON, made, made + Times.HOUR, 0, "hot aisle");
            boolean sent = stage.ordinal() >= ActionStage.EXECUTING.ordinal();
            double observed = switch (stage) {
                case OBSERVING, PARTIAL -> 903;
                case CONFIRMED -> 840;
                case ROLLED_BACK, FAILED -> 1_000;
                default -> BLANK;
            };
            Preview preview = new Preview(
                    key,
                    List.of(
                            new Preview.Verdict("headroom", true, "PDU-A1 keeps 120 kW"),
                            new Preview.Verdict(
                                    "service level",
                                    stage != ActionStage.REFUSED,
                                    "chat-prod would answer its first token in 940 ms at p99, promised are 800 ms;"
                                            + " lift the cap or move its work first")),
                    null,
                    List.of(),
                    13.16e6,
                    13.15e6,
                    8.7e6,
                    8.69e6,
                    List.of(),
                    1,
                    false,
                    "loads split evenly between feeders; no job has capacity to spare",
                    made);
            all.put(
                    key,
                    new ActionProgress(
                            new ControlAction.SetPowerCap(header, List.of(rack), 840),
                            stage,
                            List.of(
                                    new ActionProgress.Mark(ActionStage.PROPOSED, made, "ada", "hot aisle"),
                                    new ActionProgress.Mark(stage, made + Times.SECOND, "gateway", "as told")),
                            List.of(new ActionProgress.Target(rack, 1_000, 840, sent ? 840 : BLANK, observed, made)),
                            preview,
                            new Origin(new EntityId("source:simulator"), false)));
        }
        return all;
    }

    /** One that a gateway knows from its audit alone, of days before. */
    private static ActionProgress fromTheAudit(FixtureContext context) {
        long made = FixtureContext.NOW - 3 * 24 * Times.HOUR;
        ActionProgress any = everyStage(context).get("ACT-0207");
        EntityId rack = any.action().targets().getFirst();
        ActionHeader header = new ActionHeader(
                "ACT-0150", "bea", ActionHeader.ProposerKind.PERSON, made, made + Times.HOUR, 0, "hot aisle");
        return new ActionProgress(
                new ControlAction.SetPowerCap(header, List.of(rack), 840),
                ActionStage.CONFIRMED,
                List.of(
                        new ActionProgress.Mark(ActionStage.PROPOSED, made, "bea", ""),
                        new ActionProgress.Mark(
                                ActionStage.CONFIRMED,
                                FixtureContext.NOW,
                                "control room",
                                "the gateway was restarted; telemetry shows it on all targets now")),
                List.of(new ActionProgress.Target(rack, BLANK, 840, 840, 838, FixtureContext.NOW)),
                null,
                any.origin());
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyStageIsToldByItsOwnMark(Theme theme) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, theme);
        Map<String, ActionProgress> told = everyStage(context);
        told.put("ACT-0150", fromTheAudit(context));
        context.replace(context.situation().time(), told);
        for (String key : List.of("", "ACT-0201", "ACT-0150")) {
            WritableImage image = Pictures.onFx(() -> {
                ActionsView view = new ActionsView(context);
                view.pulse(FixtureContext.NOW);
                view.choose(key);
                WritableImage made = Pictures.of(view, context, theme, 1216, 748);
                view.close();
                return made;
            });
            Pictures.save(image, Path.of("target/pictures/actions-stages" + key + "-" + theme + ".png"));
        }
        Map<String, ActionProgress> all = everyStage(context);
        assertTrue(ActionsView.differs(all.get("ACT-0208")), "partial: 903 W of 840 W");
        assertFalse(ActionsView.differs(all.get("ACT-0207")), "confirmed");
        assertFalse(ActionsView.differs(all.get("ACT-0201")), "nothing was commanded");
        assertEquals(Token.ALARM_2_INK, StageMark.ink(ActionStage.FAILED));
        assertEquals(Token.STRONG, StageMark.ink(ActionStage.PROPOSED));
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        Moods.draw("actions", mood, 748, 5, ActionsView::new);
    }

    /** Beside a row that is drawn as chosen stands that action, whatever stood there before. */
    @Test
    void theFirstActionIsReadBesideTheList() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        WritableImage image = Pictures.onFx(() -> {
            ActionsView view = new ActionsView(context);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 748);
            view.close();
            return made;
        });
        Set<Integer> head = new HashSet<>();
        for (int x = 790; x < 1000; x++) {
            head.add(image.getPixelReader().getArgb(x, 80));
        }
        assertTrue(head.size() > 3, "its title is drawn on the panel: " + head.size() + " colours");
    }
}
