package millwright.styles.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import millwright.styles.Palette;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.styles.Token;

/**
 * Draws every control, part and symbol in both themes into PNG files, to be looked at. Run it with
 * {@code -Dglass.platform=Headless -Dprism.order=sw}; the one argument is the folder for the pictures.
 */
public final class StylesGallery extends Application {
    private static final int PULSES_A_STEP = 6;

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Started by the launcher, which is no Application itself, so that the class path suffices. */
    public static final class Main {
        public static void main(String[] args) {
            Application.launch(StylesGallery.class, args);
        }
    }

    @Override
    public void start(Stage stage) throws IOException {
        Path folder = Files.createDirectories(Path.of(getParameters().getRaw().getFirst()));
        for (Theme theme : Theme.values()) {
            page(stage, theme, folder, "controls", () -> ControlsPage.build(theme), 1);
            page(stage, theme, folder, "tables", TablesPage::build, 1);
            page(stage, theme, folder, "window", () -> WindowPage.build(theme), 1);
            page(stage, theme, folder, "symbols", () -> SymbolsPage.build(theme), 1);
        }
        page(stage, Theme.DARK, folder, "controls-200", () -> ControlsPage.build(Theme.DARK), 2);
        page(stage, Theme.DARK, folder, "tables-200", TablesPage::build, 2);
        steps.add(Platform::exit);
        new AnimationTimer() {
            private int pulse;

            @Override
            public void handle(long now) {
                if (pulse++ % PULSES_A_STEP == 0 && !steps.isEmpty())
                    steps.remove().run();
            }
        }.start();
    }

    private void page(Stage stage, Theme theme, Path folder, String name, Supplier<Parent> root, double textScale) {
        steps.add(() -> {
            Scene scene = new Scene(root.get(), 1280, 720);
            scene.setFill(Palette.of(theme).color(Token.BG));
            scene.getStylesheets().setAll(Stylesheets.of(theme, textScale));
            stage.setScene(scene);
            stage.show();
        });
        steps.add(() -> {
            Parent shown = stage.getScene().getRoot();
            for (var node : shown.lookupAll(".show-focus"))
                node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), true);
        });
        steps.add(() -> save(stage.getScene().snapshot(null), folder.resolve(name + "-" + theme + ".png")));
        // One after the other: a popup closes when the next one opens.
        for (String opened : List.of(".show-popup", ".show-list", ".show-menu")) {
            steps.add(() -> stage.getScene().getRoot().lookupAll(opened).forEach(PopupsPage::open));
            steps.add(() -> savePopups(stage, folder, name + opened.replace('.', '-') + "-" + theme));
        }
    }

    private static void savePopups(Stage stage, Path folder, String name) {
        int popup = 0;
        for (Window window : List.copyOf(Window.getWindows())) {
            if (window == stage) continue;
            save(popupOf(window), folder.resolve(name + popup++ + ".png"));
            window.hide();
        }
    }

    /** The list of a combo box hangs in a root without a size of its own. */
    private static WritableImage popupOf(Window window) {
        Parent root = window.getScene().getRoot();
        if (root.getLayoutBounds().getWidth() > 0) return window.getScene().snapshot(null);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(javafx.scene.paint.Color.TRANSPARENT);
        return root.getChildrenUnmodifiable().getFirst().snapshot(parameters, null);
    }

    private static void save(WritableImage image, Path file) {
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) out.setRGB(x, y, image.getPixelReader().getArgb(x, y));
        try {
            ImageIO.write(out, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
