package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Button;
import millwright.feed.Command;
import millwright.feed.LinkState;
import millwright.plant.EntityId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway lets this desk do stands beside who is at it, and what it does not is neither offered nor sent. */
class RoleTest extends OpenShell {
    @BeforeEach
    void open() {
        Fx.run(() -> shell.context().selection.select(TestPlant.RACK));
        Fx.beat(shell, clock, 2);
    }

    private void role(String role) {
        feed.tell(new LinkState(
                LinkState.Condition.ATTACHED, TestPlant.NOW, "", LinkState.Telling.NEWS, "host-7:7077", 0, role));
        Fx.beat(shell, clock, 20);
    }

    private String shown() {
        return Fx.run(() -> shell.topBar().role(shell.context().model.situation()));
    }

    private List<String> offered() {
        return Fx.run(() -> shell.inspected().lookupAll(".action-button").stream()
                .map(b -> ((Button) b).getAccessibleText())
                .toList());
    }

    private boolean asked() {
        return feed.commands.stream().anyMatch(c -> c instanceof Command.Propose || c instanceof Command.Approve);
    }

    @Test
    void aWatcherIsOfferedNothingThatIsRefusedAndIsToldWhy() {
        assertTrue(
                offered().stream().anyMatch(b -> b.startsWith("Drain")),
                offered().toString());
        role("watch");
        assertEquals("may watch only", shown());
        assertTrue(offered().stream().noneMatch(b -> b.matches("(Acknowledge|Drain|Set|Resume).*")), offered() + "");
        assertTrue(offered().contains("Open timeline"), offered().toString());
        Fx.run(() -> shell.context().acting.acknowledge(List.of("f1")));
        Fx.beat(shell, clock, 1);
        assertFalse(asked(), feed.commands.toString());
        String told = Fx.run(() -> shell.notice().shown());
        assertTrue(told.contains("watch") && told.contains("acknowledging"), told);
        Fx.run(() -> shell.context().acting.openDialog(shell.context().acting.drain(List.<EntityId>of(), "")));
        Fx.beat(shell, clock, 1);
        assertFalse(Fx.run(() -> shell.window().overlays().isOpen()));
    }

    @Test
    void whoMayMoreIsToldSoAndActs() {
        role("operate");
        assertEquals("may operate", shown());
        Fx.run(() -> shell.context().acting.acknowledge(List.of("f1")));
        assertTrue(asked());
        role("approve");
        assertEquals("may approve", shown());
    }

    @Test
    void whereNobodySaysTheLineOfTheDeskStands() {
        assertEquals("NOC, shift 2", shown());
    }
}
