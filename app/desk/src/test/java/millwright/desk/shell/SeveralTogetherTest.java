package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.styles.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One action for several racks or nodes: from the inspector through the preview and the typed name to the gateway. */
class SeveralTogetherTest extends OpenShell {
    private static final List<EntityId> RACKS =
            List.of(new EntityId("rack:R1-03"), new EntityId("rack:R1-04"), new EntityId("rack:R2-01"));

    @BeforeEach
    void settle() {
        Fx.beat(shell, clock, 2);
    }

    private void select(List<EntityId> ids) {
        Fx.run(() -> shell.context().selection.selectTogether(ids));
        Fx.beat(shell, clock, 2);
    }

    private List<String> offered() {
        return Fx.run(() -> shell.inspected().lookupAll(".action-button").stream()
                .map(Node::getAccessibleText)
                .toList());
    }

    private ActionDialog press(String offer) {
        Fx.run(() -> shell.inspected().lookupAll(".action-button").stream()
                .filter(b -> offer.equals(b.getAccessibleText()))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(offer + " is not among them"))
                .fire());
        Fx.await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof ActionDialog));
        Fx.beat(shell, clock, 2);
        return assertInstanceOf(
                ActionDialog.class, Fx.run(() -> shell.window().overlays().shown()));
    }

    private static HoldButton hold(ActionDialog dialog) {
        return Fx.run(() -> dialog.lookupAll(".button").stream()
                .filter(HoldButton.class::isInstance)
                .map(HoldButton.class::cast)
                .findFirst()
                .orElseThrow());
    }

    private static TextField typed(ActionDialog dialog) {
        return Fx.run(() -> dialog.lookupAll(".text-field").stream()
                .filter(n -> n instanceof TextField t && t.getPromptText().startsWith("Type "))
                .map(TextField.class::cast)
                .findFirst()
                .orElseThrow());
    }

    private static String texts(ActionDialog dialog) {
        return Fx.run(() -> dialog.lookupAll(".label").stream()
                .map(n -> ((Label) n).getText())
                .reduce("", (a, b) -> a + "\n" + b));
    }

    private List<Command> sent() {
        return feed.commands.stream()
                .filter(c -> c instanceof Command.Propose || c instanceof Command.Approve)
                .toList();
    }

    private void enter(Node at) {
        Fx.run(() -> {
            at.requestFocus();
            Event.fireEvent(at, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
    }

    @Test
    void aCapOfThreeRacksGoesOutForTheseThreeWhenTheNameWasTyped() {
        feed.racks = 3;
        select(RACKS);
        InspectorPage page = Fx.run(() -> shell.inspected().page());
        assertEquals("3 racks", page.name());
        assertEquals("54 nodes  ·  216 GPUs", page.beside());
        assertEquals(183_300, page.rows().getFirst().value().value(), 0.1, "the sum of what each draws");
        assertEquals("sum of 3", page.rows().getFirst().context());
        ActionDialog dialog = press("Set power limit of 3 racks …");
        assertTrue(texts(dialog).contains("3 racks"), texts(dialog));
        assertTrue(texts(dialog).contains("R1-03, R1-04 and R2-01"), texts(dialog));
        assertTrue(texts(dialog).contains("First limit that binds"), texts(dialog));
        HoldButton hold = hold(dialog);
        TextField typed = typed(dialog);
        assertEquals("Type R1-03 to confirm", Fx.run(typed::getPromptText));
        assertTrue(Fx.run(hold::isDisabled), "nothing was typed");
        for (String wrong : List.of("R1", "R1-04", "R1-03 R1-04")) {
            Fx.run(() -> typed.setText(wrong));
            assertTrue(Fx.run(hold::isDisabled), wrong);
            enter(hold);
        }
        assertEquals(List.of(), sent());
        Fx.run(() -> typed.setText("R1-03"));
        assertFalse(Fx.run(hold::isDisabled));
        enter(hold);
        Fx.await(() -> sent().size() == 2);
        Command.Propose proposed = assertInstanceOf(Command.Propose.class, sent().getFirst());
        assertInstanceOf(ControlAction.SetPowerCap.class, proposed.action());
        assertEquals(RACKS, proposed.action().targets());
        Command.Approve approved = assertInstanceOf(Command.Approve.class, sent().getLast());
        assertEquals(proposed.action().header().key(), approved.key());
        assertEquals("R1-03", approved.confirmation());
    }

    @Test
    void drainingRacksNamesThemAndEveryNodeOfThem() {
        feed.racks = 2;
        select(RACKS.subList(0, 2));
        ActionDialog dialog = press("Drain 2 racks …");
        assertTrue(texts(dialog).contains("36 nodes, all of R1-03 and R1-04"), texts(dialog));
        Fx.run(() -> typed(dialog).setText("R1-03 T01"));
        enter(hold(dialog));
        Fx.await(() -> sent().size() == 2);
        List<EntityId> targets = ((Command.Propose) sent().getFirst()).action().targets();
        assertEquals(36, targets.size());
        assertEquals(new EntityId("node:R1-03/T01"), targets.getFirst());
        assertEquals(new EntityId("node:R1-04/T18"), targets.getLast());
        assertTrue(offered().stream().noneMatch(b -> b.startsWith("Resume")), "nobody drained them yet");
    }

    @Test
    void whatIsInsideAnotherIsActedOnOnce() {
        EntityId inside = new EntityId("node:R1-03/T02");
        EntityId outside = new EntityId("gpu:R1-04/T05/G1");
        select(List.of(inside, RACKS.getFirst(), outside));
        assertTrue(offered().contains("Drain 1 rack and 1 node …"), offered().toString());
        press("Set MAX-Q profile of 1 rack and 1 node …");
        Fx.run(() -> {
            @SuppressWarnings("unchecked")
            ChoiceBox<InBandProfile> box =
                    (ChoiceBox<InBandProfile>) shell.window().overlays().lookup(".choice-box");
            box.setValue(InBandProfile.MAX_P);
        });
        ControlAction.SetPowerProfile last = feed.commands.stream()
                .filter(c -> c instanceof Command.PreviewAction)
                .map(c -> ((Command.PreviewAction) c).action())
                .filter(ControlAction.SetPowerProfile.class::isInstance)
                .map(ControlAction.SetPowerProfile.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
        assertEquals(InBandProfile.MAX_P, last.profile(), "what was chosen in the dialog is previewed");
        assertEquals(List.of(RACKS.getFirst(), new EntityId("node:R1-04/T05")), last.targets());
    }

    @Test
    void nothingIsOfferedForWhatCannotBeActedOnAsAWhole() {
        select(List.of(RACKS.getFirst(), new EntityId("cdu:CDU-01")));
        assertEquals("1 rack, 1 CDU", Fx.run(() -> shell.inspected().page().name()));
        assertTrue(
                offered().stream().noneMatch(b -> b.matches("(Drain|Set|Resume).*")),
                offered().toString());
    }

    @Test
    void theButtonsOfADialogStayInSightInALowWindow() throws IOException {
        Fx.run(shell::discard);
        DeskSetup setup =
                Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder).withTextScale(2);
        shell = Fx.shell(setup, clock, 1280, 520);
        Fx.beat(shell, clock, 2);
        feed.racks = 3;
        select(RACKS);
        Fx.run(() -> shell.inspected().fold(false));
        Fx.beat(shell, clock, 2);
        assertTrue(
                Fx.run(() -> shell.inspected().lookup(".scroll-pane").lookup(".action-button")) != null,
                "actions follow what is read, as they would leave nothing of it");
        ActionDialog dialog = press("Set power limit of 3 racks …");
        Fx.beat(shell, clock, 3);
        HoldButton hold = hold(dialog);
        double bottom = Fx.run(() -> hold.localToScene(hold.getLayoutBounds()).getMaxY());
        double top = Fx.run(() -> dialog.localToScene(dialog.getLayoutBounds()).getMinY());
        assertTrue(bottom < 520 && top >= 0, top + " to " + bottom);
        assertTrue(Fx.run(() -> typed(dialog).getHeight() > 30), "what is typed is seen whole");
        Fx.save(shell, "shell-several-dialog-low");
    }

    @Test
    void picturesByDayAndWithLargeText() throws IOException {
        feed.racks = 3;
        for (double scale : List.of(1.0, 2.0)) {
            reopen(Theme.DAY, scale);
            select(RACKS);
            Fx.run(() -> shell.inspected().fold(false));
            Fx.beat(shell, clock, 4);
            Fx.save(shell, "shell-several-day-" + (int) scale);
            press("Set power limit of 3 racks …");
            Fx.save(shell, "shell-several-dialog-day-" + (int) scale);
        }
    }
}
