package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import millwright.desk.Situation;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Incident;
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
    void whatIsOverAndUnseenCountsInTheTopBarUntilItIsAcknowledged() {
        Fx.beat(shell, clock, 2);
        AlarmCounts counts = new AlarmCounts();
        feed.tell(new Alarm("f1", AlarmState.RETURNED, Priority.CRITICAL, "", TestPlant.NOW));
        feed.tell(new Alarm("unheard", AlarmState.RETURNED, Priority.CRITICAL, "", TestPlant.NOW));
        Fx.beat(shell, clock, 2);
        counts.count(shell.context().model.situation());
        assertEquals(1, counts.all(0), "in the list, and no other that the list cannot tell of");
        assertEquals(1, counts.unacknowledged(0));
        assertEquals(0, counts.worstOpen(), "the badge of the rail");
        feed.tell(new Alarm("f1", AlarmState.NORMAL, Priority.CRITICAL, "op2", TestPlant.NOW));
        Fx.beat(shell, clock, 2);
        counts.count(shell.context().model.situation());
        assertEquals(0, counts.all(0));
        assertEquals(0, counts.unacknowledged(0));
        assertEquals(1, counts.worstOpen());
    }

    @Test
    void anIncidentIsOpenInTheInspectorUntilItsLastAlarmIsAcknowledged() {
        Fx.beat(shell, clock, 2);
        Situation before = shell.context().model.situation();
        Incident incident = new Incident(
                "INC-1",
                "Pump trip",
                Priority.CRITICAL,
                TestPlant.NOW,
                0,
                List.of("f1"),
                List.of(),
                List.of(),
                List.of(),
                new Incident.Blast(1, 1, 1, 1, 0, 0),
                TestPlant.ORIGIN,
                false);
        Finding pump = Objects.requireNonNull(before.findings().get("f1"));
        feed.tell(incident);
        feed.tell(pump.at(TestPlant.NOW, TestPlant.NOW, 83, "", ""));
        feed.tell(new Alarm("f1", AlarmState.RETURNED, Priority.CRITICAL, "", TestPlant.NOW));
        Fx.beat(shell, clock, 2);
        assertEquals(
                List.of("f1"),
                told(incident).alarms().stream().map(a -> a.finding().id()).toList());
        assertTrue(told(incident).open(), "over, but nobody has seen it");
        feed.tell(new Alarm("f1", AlarmState.NORMAL, Priority.CRITICAL, "op2", TestPlant.NOW));
        Fx.beat(shell, clock, 2);
        assertEquals(List.of(), told(incident).alarms());
        assertFalse(told(incident).open());
    }

    private InspectorPage told(Incident incident) {
        return Fx.run(() -> new InspectorReader(shell.context())
                .incident(shell.context().model.situation(), incident, TestPlant.NOW));
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
