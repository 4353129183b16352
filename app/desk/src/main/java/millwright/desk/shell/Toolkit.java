package millwright.desk.shell;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.StackPane;
import millwright.styles.Fonts;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;

/**
 * The start of the toolkit, which takes most of a second and needs nothing else: begun early, it runs beside the opening
 * of the source. Any thread; started once, by whoever asks first.
 */
final class Toolkit {
    private static final CountDownLatch UP = start();

    private Toolkit() {}

    /** Starts the toolkit, if nobody has, and returns at once. */
    static void begin() {
        // whoever calls this initialises the class, and that starts it
    }

    static void await() {
        try {
            UP.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the toolkit started", e);
        }
    }

    private static CountDownLatch start() {
        CountDownLatch up = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("toolkit-start").start(() -> {
            try {
                Platform.startup(() -> warm(up));
            } catch (IllegalStateException e) {
                up.countDown(); // somebody else, such as a test, has started it
            }
        });
        return up;
    }

    /** Fonts and style sheets are read once for all windows; better while the source still opens. */
    private static void warm(CountDownLatch up) {
        up.countDown();
        Fonts.load();
        StackPane root = new StackPane(new Label("0"), new Button("0"), new MenuButton("0"));
        Scene scene = new Scene(root);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        root.applyCss();
    }
}
