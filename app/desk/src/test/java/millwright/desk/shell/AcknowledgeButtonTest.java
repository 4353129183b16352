package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Priority;
import org.junit.jupiter.api.Test;

/** The inspector acknowledges the alarms of what is selected, in one order to the gateway. */
class AcknowledgeButtonTest extends OpenShell {
    private List<Button> offers() {
        clock.addAndGet(2_000_000_000L);
        Fx.beat(shell, clock, 2);
        return Fx.run(() -> shell.window().root().lookupAll(".action-button").stream()
                .filter(n -> named(n).startsWith("Acknowledge"))
                .map(Button.class::cast)
                .toList());
    }

    private static String named(Node node) {
        return String.valueOf(node.getAccessibleText());
    }

    private List<Set<String>> asked() {
        return feed.commands.stream()
                .filter(c -> c instanceof Command.Propose p && p.action() instanceof ControlAction.Acknowledge)
                .map(c -> (ControlAction.Acknowledge) ((Command.Propose) c).action())
                .map(a -> (Set<String>) new TreeSet<>(a.findings()))
                .toList();
    }

    @Test
    void itAcknowledgesWhatIsOpenOnTheSelection() {
        Fx.run(() -> shell.context().selection.select(TestPlant.RACK));
        Button offer = offers().getFirst();
        assertEquals("Acknowledge 1", offer.getAccessibleText(), "one of the two is acknowledged already");
        Fx.run(offer::fire);
        assertEquals(List.of(Set.of("f3")), asked());
        feed.tell(new Alarm("f3", AlarmState.ACKNOWLEDGED, Priority.HIGH, "op2", TestPlant.NOW));
        assertEquals(List.of(), offers(), "nothing is left to acknowledge");
    }

    @Test
    void whatIsOverIsAcknowledgedToo() {
        Fx.run(() -> shell.context().selection.select(TestPlant.RACK));
        feed.tell(new Alarm("f3", AlarmState.RETURNED, Priority.HIGH, "", TestPlant.NOW));
        assertFalse(offers().isEmpty());
        Fx.run(offers().getFirst()::fire);
        assertEquals(List.of(Set.of("f3")), asked());
    }
}
