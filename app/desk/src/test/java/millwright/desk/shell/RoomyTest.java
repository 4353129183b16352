package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much room a screen is given in a pane that has less. */
class RoomyTest {
    private static final double WIDE = 1216;

    @BeforeEach
    void start() {
        Fx.start();
    }

    private static boolean scrolls(Roomy roomy) {
        return roomy.getChildrenUnmodifiable().stream()
                .filter(ScrollBar.class::isInstance)
                .map(ScrollBar.class::cast)
                .anyMatch(bar -> bar.isVisible() && bar.getOrientation() == Orientation.VERTICAL);
    }

    @Test
    void whatAScreenNeedsAtItsWidthItHasAfterOneLayout() {
        double[] high = Fx.run(() -> {
            Region strip = new Region();
            VBox screen = new VBox(strip);
            strip.widthProperty().subscribe(w -> {
                boolean folds = w.doubleValue() > 0 && w.doubleValue() < 1500;
                screen.setMinHeight(folds ? 1400 : Region.USE_COMPUTED_SIZE);
            });
            StackPane content = new StackPane(screen);
            Roomy roomy = new Roomy(content, 2);
            roomy.resize(WIDE, 1200);
            roomy.layout();
            double narrowed = content.getHeight();
            assertTrue(scrolls(roomy));
            assertTrue(content.getWidth() < 1500);
            roomy.resize(1800, 1200);
            roomy.layout();
            return new double[] {narrowed, content.getHeight(), screen.getHeight()};
        });
        assertEquals(1400, high[0]);
        assertEquals(1200, high[1], "wider, it needs no more than the pane has");
        assertEquals(1200, high[2]);
    }

    @Test
    void aScreenThatSaysNothingHasWhatAllNeed() {
        double[] high = Fx.run(() -> {
            StackPane content = new StackPane(new VBox());
            Roomy roomy = new Roomy(content, 2);
            roomy.resize(2 * WIDE, 700);
            roomy.layout();
            double low = content.getHeight();
            roomy.resize(2 * WIDE, 1300);
            roomy.layout();
            return new double[] {low, content.getHeight()};
        });
        assertEquals(2 * Roomy.LEAST_HIGH, high[0]);
        assertEquals(1300, high[1]);
    }
}
