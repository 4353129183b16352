package millwright.views.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.feed.SourceState;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.views.kit.EmptyState;
import millwright.views.kit.RowTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class SourcesViewTest {
    private final StackPane root = new StackPane();

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(root, 1216, 748);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
    }

    private void show(FxRobot robot, Mood mood) {
        robot.interact(() -> {
            FixtureContext context = FixtureContext.of(mood, Theme.DARK);
            SourcesView view = new SourcesView(context);
            root.getChildren().setAll(view.node());
            view.pulse(context.time().now());
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private RowTable<SourceState> table() {
        return (RowTable<SourceState>) root.lookup(".row-table");
    }

    @Test
    void theSourcesOfThePlantAreListedAndTheFirstIsShownInFull(FxRobot robot) {
        show(robot, Mood.LIVE);
        assertFalse(table().rows().isEmpty());
        assertEquals(table().rows().getFirst(), table().selected());
    }

    @Test
    void withoutAnySourceItSaysWhy(FxRobot robot) {
        show(robot, Mood.EMPTY);
        Node empty = root.lookupAll("*").stream()
                .filter(EmptyState.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertTrue(empty.isVisible());
        assertFalse(table().isVisible());
    }
}
