package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import millwright.desk.draw.Tips;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TipsTest {
    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @Test
    void comesSoonerThanTheToolkitsOwn() {
        Tooltip tip = Fx.run(() -> Tips.of("GPU 3"));
        assertEquals(Duration.millis(400), tip.getShowDelay());
        assertEquals("GPU 3", tip.getText());
    }
}
