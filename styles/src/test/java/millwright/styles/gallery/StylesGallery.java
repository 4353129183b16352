package millwright.styles.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;

/**
 * Draws every control, part and symbol in both themes into PNG files, to be looked at. Run it with
 * {@code -Dglass.platform=Headless -Dprism.order=sw}; the one argument is the folder for the pictures.
 */
public final class StylesGallery extends Application {
    private final List<Scene> kept = new ArrayList<>();

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
            page(stage, theme, folder, "controls", ControlsPage.build(theme), 1);
            page(stage, theme, folder, "tables", TablesPage.build(), 1);
            page(stage, theme, folder, "window", WindowPage.build(theme), 1);
            page(stage, theme, folder, "symbols", SymbolsPage.build(theme), 1);
        }
        page(stage, Theme.DARK, folder, "controls-200", ControlsPage.build(Theme.DARK), 2);
        Platform.exit();
    }

    private void page(Stage stage, Theme theme, Path folder, String name, Parent root, double textScale)
            throws IOException {
        Scene scene = new Scene(root, 1280, 720);
        scene.getStylesheets().setAll(Stylesheets.of(theme, textScale));
        kept.add(scene);
        stage.setScene(scene);
        stage.show();
        root.applyCss();
        root.layout();
        for (var node : root.lookupAll(".show-focus"))
            node.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), true);
        root.lookupAll(".show-popup").forEach(PopupsPage::open);
        save(scene, folder.resolve(name + "-" + theme + ".png"));
        for (Window window : List.copyOf(Window.getWindows())) {
            if (window == stage) continue;
            window.getScene().getRoot().applyCss();
            save(window.getScene(), folder.resolve(name + "-popup" + kept.size() + "-" + theme + ".png"));
            kept.add(window.getScene());
            window.hide();
        }
    }

    private static void save(Scene scene, Path file) throws IOException {
        WritableImage image = scene.snapshot(null);
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) out.setRGB(x, y, image.getPixelReader().getArgb(x, y));
        ImageIO.write(out, "png", file.toFile());
    }
}
