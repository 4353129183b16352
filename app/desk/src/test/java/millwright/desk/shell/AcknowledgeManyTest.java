package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.feed.AlarmState;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More alarms than one has just read are acknowledged by a button that is held, and that says which. */
class AcknowledgeManyTest extends OpenShell {
    private static final int MANY = 12;

    @BeforeEach
    void open() {
        Fx.beat(shell, clock, 2);
        for (int i = 0; i < MANY; i++) {
            List<PlantEvent> events = new ArrayList<>();
            TestPlant.find(
                    events,
                    "more" + i,
                    TestPlant.SITE,
                    Priority.LOW,
                    10 + i,
                    "another " + i,
                    "site.power",
                    AlarmState.UNACKNOWLEDGED);
            events.forEach(feed::tell);
        }
        Fx.beat(shell, clock, 20);
    }

    private Button acknowledge() {
        return Fx.run(() -> shell.inspected().lookupAll(".action-button").stream()
                .map(Button.class::cast)
                .filter(b -> b.getAccessibleText().startsWith("Acknowledge"))
                .findFirst()
                .orElseThrow());
    }

    private List<Command> acknowledged() {
        return feed.commands.stream()
                .filter(c -> c instanceof Command.Propose p && p.action() instanceof ControlAction.Acknowledge
                        || c instanceof Command.Approve)
                .toList();
    }

    private static void key(javafx.scene.Node at, javafx.event.EventType<KeyEvent> type) {
        Fx.run(() -> Event.fireEvent(at, new KeyEvent(type, "", "", KeyCode.ENTER, false, false, false, false)));
    }

    @Test
    void oneClickAcknowledgesNoDozen() {
        Fx.run(() -> acknowledge().fire());
        Fx.beat(shell, clock, 2);
        assertEquals(List.of(), acknowledged());
        AcknowledgeCard card = assertInstanceOf(
                AcknowledgeCard.class, Fx.run(() -> shell.window().overlays().shown()));
        assertTrue(
                card.hold().getText().startsWith("Hold to acknowledge 1"),
                card.hold().getText());
        String about = String.join("; ", Fx.run(card::about));
        assertTrue(about.contains("whole plant") && about.contains("12 low") && about.contains("R1-04"), about);
        key(card.hold(), KeyEvent.KEY_PRESSED);
        key(card.hold(), KeyEvent.KEY_RELEASED);
        assertEquals(List.of(), acknowledged(), "a tap is not held");
        key(card.hold(), KeyEvent.KEY_PRESSED);
        long end = System.nanoTime() + 10_000_000_000L;
        while (acknowledged().size() < 2) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            LockSupport.parkNanos(5_000_000);
        }
        assertFalse(Fx.run(() -> shell.window().overlays().isOpen()));
    }

    @Test
    void aFewAreAcknowledgedAtOnce() {
        Fx.run(() -> shell.context().acting.acknowledge(List.of("more1", "more2")));
        Fx.beat(shell, clock, 1);
        assertEquals(2, acknowledged().size());
        assertFalse(Fx.run(() -> shell.window().overlays().isOpen()));
    }
}
