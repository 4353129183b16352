package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Spinner;
import org.junit.jupiter.api.Test;

/** A cap is set in watts; where one is lifted there are no watts to choose. */
class LiftedCapTest extends OpenShell {
    private List<Object> watts(double asked) {
        return Fx.run(() -> {
            shell.context().acting.openDialog(shell.context().acting.cap(List.of(TestPlant.RACK), asked, ""));
            return shell.window().overlays().shown().lookupAll(".spinner").stream()
                    .map(node -> (Object) ((Spinner<?>) node).getValue())
                    .toList();
        });
    }

    @Test
    void onlyACapThatIsSetOffersWatts() {
        assertEquals(List.of(840.0), watts(840));
        assertTrue(watts(Double.NaN).isEmpty());
    }
}
