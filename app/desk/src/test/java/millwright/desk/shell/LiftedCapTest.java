package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import javafx.scene.control.Spinner;
import org.junit.jupiter.api.Test;

/** A cap is set in watts; where one is lifted there are no watts to choose. */
class LiftedCapTest extends OpenShell {
    private List<Object> watts(double asked) {
        Fx.beat(shell, clock, 2);
        Fx.run(() -> shell.context().acting.openDialog(shell.context().acting.cap(List.of(TestPlant.RACK), asked, "")));
        Fx.await(() -> Fx.run(() -> shell.window().overlays().shown() instanceof ActionDialog));
        List<Object> watts =
                Fx.run(() -> Objects.requireNonNull(shell.window().overlays().shown()).lookupAll(".spinner").stream()
                        .map(node -> (Object) ((Spinner<?>) node).getValue())
                        .toList());
        Fx.run(() -> shell.window().overlays().close());
        return watts;
    }

    @Test
    void onlyACapThatIsSetOffersWatts() {
        assertEquals(List.of(840.0), watts(840));
        assertEquals(List.of(), watts(Double.NaN));
    }
}
