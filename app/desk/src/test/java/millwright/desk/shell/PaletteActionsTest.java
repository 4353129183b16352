package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.LinkState;
import millwright.plant.EntityId;
import millwright.styles.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The palette opens the dialog of an action for what is called so, for whoever may act, and never acts by itself. */
class PaletteActionsTest extends OpenShell {
    @BeforeEach
    void settle() {
        Fx.beat(shell, clock, 2);
    }

    private void type(String text) {
        Fx.run(() -> {
            shell.keys().find();
            shell.palette().input().setText(text);
        });
    }

    private List<String> titles() {
        return Fx.run(() -> shell.palette().shown().stream()
                .map(CommandPalette.Entry::title)
                .toList());
    }

    private String status() {
        return Fx.run(() -> shell.palette().lookupAll(".small").stream()
                .map(n -> ((Label) n).getText())
                .reduce("", String::concat));
    }

    private void first(String title) {
        Fx.await(() -> titles().stream().findFirst().orElse("").equals(title));
    }

    private void enter() {
        Fx.run(() -> Event.fireEvent(
                shell.palette().input(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
    }

    private ControlAction opened() {
        Fx.await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof ActionDialog));
        return Fx.run(() -> shell.window().overlays().shown() instanceof ActionDialog dialog ? dialog : null)
                .action();
    }

    private boolean sent() {
        return feed.commands.stream().anyMatch(c -> c instanceof Command.Propose || c instanceof Command.Approve);
    }

    @Test
    void aVerbAndANameOpenTheDialogForIt() {
        feed.commands.clear();
        type("cap r2-03");
        first("R2-03: Set power limit …");
        assertTrue(titles().contains("R2-03 T01: Set power limit …"), titles().toString());
        enter();
        Fx.beat(shell, clock, 2);
        ControlAction.SetPowerCap cap = assertInstanceOf(ControlAction.SetPowerCap.class, opened());
        assertEquals(List.of(new EntityId("rack:R2-03")), cap.targets());
        assertEquals(
                new EntityId("rack:R2-03"),
                Fx.run(() -> shell.context().selection.selected().get()));
        assertTrue(!sent(), "nothing is sent by choosing it");
    }

    @Test
    void nodesAreDrainedAndGivenAProfileByTheirName() {
        type("drain r1-02 t07");
        first("R1-02 T07: Drain node …");
        enter();
        assertEquals(List.of(new EntityId("node:R1-02/T07")), opened().targets());
        assertInstanceOf(ControlAction.Drain.class, opened());
        Fx.run(() -> shell.window().overlays().close());
        type("profile rack-04");
        Fx.await(() -> titles().contains("R1-04: Set MAX-Q profile …"));
        assertTrue(!sent());
    }

    @Test
    void aVerbAloneMeansWhatIsSelected() {
        List<EntityId> racks = List.of(new EntityId("rack:R1-01"), new EntityId("rack:R2-02"));
        Fx.run(() -> shell.context().selection.selectTogether(racks));
        type("drain");
        first("R1-01 and R2-02: Drain 2 racks …");
        enter();
        assertEquals(36, opened().targets().size());
        assertEquals(racks, Fx.run(() -> shell.context().selection.together().get()), "they stay selected");
    }

    @Test
    void alarmsAreAcknowledgedByAHeldButtonEvenWhenItIsOne() {
        type("ack r1-04");
        first("R1-04: Acknowledge 1 …");
        enter();
        Fx.await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof AcknowledgeCard));
        assertTrue(!sent(), "Enter in the palette acknowledges nothing");
        AcknowledgeCard card = assertInstanceOf(
                AcknowledgeCard.class, Fx.run(() -> shell.window().overlays().shown()));
        assertTrue(
                card.about().contains("Thermal slowdown 72 of 72 GPUs"),
                card.about().toString());
        Fx.run(() -> shell.window().overlays().close());
        type("acknowledge pump");
        Fx.await(() -> titles().contains("Acknowledge: CDU-01 pump P1 tripped"));
    }

    @Test
    void theBestHitOfANameCanBeActedOn() {
        type("r1-04");
        Fx.await(() -> titles().contains("R1-04: Drain rack …"));
        assertEquals("R1-04", titles().getFirst());
        assertTrue(titles().contains("R1-04: Acknowledge 1 …"), titles().toString());
        assertTrue(titles().stream().noneMatch(t -> t.startsWith("R1-04 T01: ")), "only of the best");
    }

    @Test
    void whoWatchesIsOfferedNoneAndToldWhy() {
        feed.tell(new LinkState(
                LinkState.Condition.ATTACHED, TestPlant.NOW, "", LinkState.Telling.NEWS, "host-7:7077", 0, "watch"));
        Fx.beat(shell, clock, 20);
        type("drain r1-04");
        Fx.await(() -> status().contains("role here is watch"));
        assertTrue(titles().stream().noneMatch(t -> t.endsWith("…")), titles().toString());
        type("r1-04");
        Fx.await(() -> titles().contains("R1-04"));
        assertTrue(titles().stream().noneMatch(t -> t.endsWith("…")), titles().toString());
        assertTrue(status().contains("no actions are offered"), status());
    }

    @Test
    void picturesByDayAndWithLargeText() throws IOException {
        for (double scale : List.of(1.0, 2.0)) {
            reopen(Theme.DAY, scale);
            type("drain r1-04");
            first("R1-04: Drain rack …");
            Fx.beat(shell, clock, 3);
            Fx.save(shell, "shell-palette-action-day-" + (int) scale);
            type("ack r1-04");
            first("R1-04: Acknowledge 1 …");
            enter();
            Fx.await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof AcknowledgeCard));
            Fx.beat(shell, clock, 3);
            Fx.save(shell, "shell-acknowledge-day-" + (int) scale);
        }
    }
}
