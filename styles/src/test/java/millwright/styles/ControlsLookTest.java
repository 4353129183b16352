package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import millwright.styles.gallery.ControlsPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws every common control and looks at each colour: nothing of the platform's own sheet may shine through. */
class ControlsLookTest {
    /** Out of 255 on the worst channel; rounding of blends and of half-covered pixels. */
    private static final double TOLERANCE = 9;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxThread.start();
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyPixelIsATokenOrABlendOfTwo(Theme theme) throws Exception {
        assertEquals(List.of(), foreign(theme, draw(() -> scene(theme, Stylesheets.of(theme)))));
    }

    @Test
    void thePlatformsOwnLookWouldBeNoticed() throws Exception {
        assertTrue(foreign(Theme.DARK, draw(() -> scene(Theme.DARK, List.of()))).size() > 20);
    }

    private static Scene scene(Theme theme, List<String> sheets) {
        Parent page = ControlsPage.build(theme);
        Scene scene = new Scene(page, 1280, 720);
        scene.setFill(Palette.of(theme).color(Token.BG));
        scene.getStylesheets().setAll(sheets);
        return scene;
    }

    private static Set<Integer> draw(Supplier<Scene> scene) throws Exception {
        return FxThread.get(() -> colours(scene.get()));
    }

    private static Set<Integer> colours(Scene scene) {
        // Axes and lists make their parts in the first layout, which leaves those unstyled in the first picture.
        scene.snapshot(null);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        WritableImage image = scene.snapshot(null);
        Set<Integer> seen = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y++)
            for (int x = 0; x < image.getWidth(); x++)
                seen.add(image.getPixelReader().getArgb(x, y));
        return seen;
    }

    private static List<String> foreign(Theme theme, Set<Integer> seen) {
        List<double[]> tokens = new ArrayList<>();
        for (Token token : Token.values())
            if (!token.name().startsWith("ALARM") && token != Token.SEL && token != Token.SCRIM)
                tokens.add(rgb(Palette.of(theme).color(token)));
        List<String> foreign = new ArrayList<>();
        for (int argb : seen) {
            double[] c = {argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff};
            if (distance(tokens, c) > TOLERANCE) foreign.add(Integer.toHexString(argb));
        }
        return foreign;
    }

    private static double distance(List<double[]> tokens, double[] c) {
        double least = Double.MAX_VALUE;
        for (double[] a : tokens) for (double[] b : tokens) least = Math.min(least, distance(a, b, c));
        return least;
    }

    /** From the colour to the nearest blend of two others, on the worst channel. */
    private static double distance(double[] a, double[] b, double[] c) {
        double along = 0;
        double length = 0;
        for (int i = 0; i < 3; i++) {
            along += (c[i] - a[i]) * (b[i] - a[i]);
            length += (b[i] - a[i]) * (b[i] - a[i]);
        }
        double share = length == 0 ? 0 : Math.clamp(along / length, 0, 1);
        double worst = 0;
        for (int i = 0; i < 3; i++) worst = Math.max(worst, Math.abs(a[i] + share * (b[i] - a[i]) - c[i]));
        return worst;
    }

    private static double[] rgb(Color c) {
        return new double[] {c.getRed() * 255, c.getGreen() * 255, c.getBlue() * 255};
    }
}
