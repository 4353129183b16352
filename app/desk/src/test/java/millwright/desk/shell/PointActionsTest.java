package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.feed.WritablePoints;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A point that its source lets others write is offered in the inspector and in the palette, and asked for in the dialog. */
class PointActionsTest extends OpenShell {
    private static final EntityId CDU = new EntityId("cdu:CDU-01");
    private static final MetricId REQUEST = new MetricId("cooling.supply.request");
    private static final MetricId SETPOINT = new MetricId("cooling.supply.setpoint");
    private static final String OFFER = "Request supply temperature …";

    @BeforeEach
    void open() {
        names(2, WritablePoints.offered(REQUEST, SETPOINT));
    }

    private void names(long revision, Map<String, String> told) {
        PlantChange change = new PlantChange(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(CDU, told));
        feed.tell(new PlantChanged(revision, TestPlant.NOW, change, false));
        Fx.beat(shell, clock, 2);
    }

    private void setpoint(double value) {
        feed.tell(new Frame(
                SETPOINT,
                EntityKind.CDU,
                2,
                null,
                TestPlant.NOW,
                TestPlant.NOW,
                0,
                new Column.F64(new double[] {value, 40}),
                States.all(DataState.OK, 2),
                TestPlant.ORIGIN));
    }

    private List<String> buttons() {
        Fx.beat(shell, clock, 2);
        return Fx.run(() -> shell.window().root().lookupAll(".action-button").stream()
                .map(Node::getAccessibleText)
                .toList());
    }

    private ControlAction.SetPoint asked() {
        return feed.commands.stream()
                .filter(c -> c instanceof Command.PreviewAction p && p.action() instanceof ControlAction.SetPoint)
                .map(c -> (ControlAction.SetPoint) ((Command.PreviewAction) c).action())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private String shownNow() {
        return Fx.run(() -> shell.window().overlays().lookupAll(".small").stream()
                .filter(n -> n instanceof Label l && l.getText().startsWith("shown now"))
                .map(n -> ((Label) n).getText())
                .findFirst()
                .orElse(""));
    }

    @Test
    void theInspectorOffersItWhileItIsOffered() {
        Fx.run(() -> shell.context().selection.select(CDU));
        assertTrue(buttons().contains(OFFER), buttons().toString());
        names(3, WritablePoints.withdrawn(REQUEST));
        clock.addAndGet(2_000_000_000L);
        Fx.run(() -> shell.context().selection.select(TestPlant.RACK));
        buttons();
        Fx.run(() -> shell.context().selection.select(CDU));
        assertFalse(buttons().contains(OFFER), buttons().toString());
    }

    @Test
    @SuppressWarnings("unchecked")
    void theDialogBeginsAtWhatIsShownAndPreviewsWhatIsChosen() throws IOException {
        Fx.run(() -> shell.context().selection.select(CDU));
        buttons();
        Fx.run(() -> shell.window().root().lookupAll(".action-button").stream()
                .filter(n -> OFFER.equals(n.getAccessibleText()))
                .forEach(n -> ((Button) n).fire()));
        await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof ActionDialog));
        Fx.beat(shell, clock, 2);
        assertEquals("shown now: –", shownNow());
        assertTrue(
                feed.commands.stream()
                        .anyMatch(c -> c instanceof Command.Subscribe s
                                && s.wants().toString().contains(SETPOINT.name())),
                "the value that shows is asked for");
        setpoint(31.5);
        Fx.beat(shell, clock, 3);
        assertEquals("shown now: 31.5 °C", shownNow());
        assertEquals(31.5, asked().value());
        Fx.run(() -> ((Spinner<Double>) shell.window().overlays().lookup(".spinner"))
                .getValueFactory()
                .increment(2));
        assertEquals(32.5, asked().value());
        assertEquals(List.of(CDU), asked().targets());
        setpoint(33);
        Fx.beat(shell, clock, 3);
        assertEquals("shown now: 33 °C", shownNow());
        assertEquals(32.5, asked().value(), "what was chosen stays");
        Path out = Path.of("target", "pictures");
        Files.createDirectories(out);
        Files.write(
                out.resolve("shell-point.png"),
                Desk.png(Fx.run(() -> shell.window().root().getScene().snapshot(null))));
    }

    @Test
    void thePaletteOffersItBesideTheEntity() {
        Fx.run(() -> {
            shell.keys().find();
            shell.palette().input().setText("cdu-01");
        });
        await(() -> Fx.run(() -> shell.palette().shown().stream()
                .anyMatch(e -> e.title().equals("CDU-01: " + OFFER) && e.kind().equals("action"))));
        assertFalse(Fx.run(
                () -> shell.palette().shown().stream().anyMatch(e -> e.title().startsWith("CDU-02: "))));
        Fx.run(() -> shell.palette().shown().stream()
                .filter(e -> e.title().endsWith(OFFER))
                .findFirst()
                .orElseThrow()
                .work()
                .run());
        await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof ActionDialog));
        assertEquals(CDU, Fx.run(() -> shell.context().selection.selected().get()));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
