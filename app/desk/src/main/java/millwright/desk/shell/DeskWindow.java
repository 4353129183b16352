package millwright.desk.shell;

import java.util.function.BiConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import millwright.desk.Navigation;
import millwright.desk.pulse.Pulse;
import millwright.desk.workspace.Workspace;
import millwright.styles.Stylesheets;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** One window of the desk: the main one with all bars, or a torn-off one with panes only. FX thread. */
final class DeskWindow {
    private final ShellContext context;
    private final StackPane root = new StackPane();
    private final BorderPane body = new BorderPane();
    private final WorkArea area;
    private final Overlays overlays = new Overlays();
    private final Notice notice = new Notice();
    private @Nullable Stage stage;

    DeskWindow(
            ShellContext context,
            Navigation navigation,
            Pulse pulse,
            BiConsumer<WorkArea, OpenView> onTearOff,
            Runnable onChange,
            @Nullable MenuButton workspaceMenu) {
        this.context = context;
        this.area = new WorkArea(context, navigation, pulse, onTearOff, onChange, workspaceMenu);
        body.setCenter(area);
        root.getChildren().addAll(body, overlays);
        root.getStyleClass().add("root");
        theme();
    }

    StackPane root() {
        return root;
    }

    BorderPane body() {
        return body;
    }

    WorkArea area() {
        return area;
    }

    Overlays overlays() {
        return overlays;
    }

    Notice notice() {
        return notice;
    }

    /** Puts messages at its foot. @param above px that are left free below them */
    void notices(double above) {
        add(notice, Pos.BOTTOM_CENTER, new Insets(0, 0, above, 0));
    }

    void add(javafx.scene.layout.Region over, Pos at, Insets margin) {
        StackPane.setAlignment(over, at);
        StackPane.setMargin(over, margin);
        root.getChildren().add(root.getChildren().size() - 1, over);
    }

    void theme() {
        root.getStylesheets().setAll(Stylesheets.of(context.theme(), context.zoom));
    }

    /** Of this window. It clears with the ground colour: a background beside it would fill the window twice a frame. */
    Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        scene.fillProperty().bind(context.looks.map(look -> look.color(Token.BG)));
        return scene;
    }

    /** Puts it on screen. */
    Stage show(Stage newStage, String title, Workspace.Window place) {
        stage = newStage;
        newStage.setScene(scene(place.width(), place.height()));
        newStage.setTitle(title);
        if (onSomeScreen(place)) {
            newStage.setX(place.x());
            newStage.setY(place.y());
        }
        newStage.setMinWidth(960);
        newStage.setMinHeight(540);
        newStage.show();
        return newStage;
    }

    /** A monitor may be gone since; a window there could not be reached. */
    private static boolean onSomeScreen(Workspace.Window place) {
        return !Double.isNaN(place.x())
                && !Double.isNaN(place.y())
                && !Screen.getScreensForRectangle(place.x() + 40, place.y() + 10, 80, 20)
                        .isEmpty();
    }

    @Nullable
    Stage stage() {
        return stage;
    }

    Workspace.Window save() {
        Stage shown = stage;
        if (shown == null || shown.getScene() == null) {
            return new Workspace.Window(Double.NaN, Double.NaN, 1600, 900, area.save(), area.splits());
        }
        Scene scene = shown.getScene();
        return new Workspace.Window(
                shown.getX(), shown.getY(), scene.getWidth(), scene.getHeight(), area.save(), area.splits());
    }
}
