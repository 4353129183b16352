package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import millwright.desk.fixture.Pictures;
import millwright.plant.DataState;
import millwright.plant.MetricId;
import millwright.series.Window;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import org.junit.jupiter.api.Test;

class TracePainterTest {
    private static final int W = 200;
    private static final int H = 100;
    private static final Color INK = Palette.of(Theme.DARK).color(Token.VALUE);

    private static Window window(int columns, IntToDoubleFunction low, IntToDoubleFunction high, double share) {
        Window window = Window.empty(new MetricId("gpu.power"), null, 0, 1_000L * columns, columns);
        for (int c = 0; c < columns; c++) {
            window.min()[c] = low.applyAsDouble(c);
            window.max()[c] = high.applyAsDouble(c);
            window.mean()[c] = window.min()[c] + share * (window.max()[c] - window.min()[c]);
        }
        Arrays.fill(window.count(), 5);
        Arrays.fill(window.state(), (byte) DataState.OK.ordinal());
        return window;
    }

    /** @return for each px of each row whether at least half of it is inked; a value of v lies at row 100 - v */
    private static boolean[][] drawn(Window window) {
        return drawn(window, false);
    }

    private static boolean[][] drawn(Window window, boolean banded) {
        WritableImage image = Pictures.onFx(() -> {
            Canvas canvas = new Canvas(W, H);
            Axis x = new Axis(0, window.columns() * window.width(), 0, W);
            TracePainter painter = new TracePainter();
            painter.banded(banded);
            painter.draw(canvas.getGraphicsContext2D(), window, x, new Axis(0, H, H, 0), INK, 1.5);
            return canvas.snapshot(null, null);
        });
        Color ground = image.getPixelReader().getColor(0, 0);
        boolean[][] inked = new boolean[H][W];
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                double far =
                        ground.getRed() - image.getPixelReader().getColor(x, y).getRed();
                inked[y][x] = far / (ground.getRed() - INK.getRed()) > 0.4;
            }
        }
        return inked;
    }

    private static int inked(boolean[] row) {
        int n = 0;
        for (boolean pixel : row) {
            n += pixel ? 1 : 0;
        }
        return n;
    }

    @Test
    void aBandOfFewerColumnsThanPixelsHasNoHoles() {
        boolean[][] rows = drawn(window(180, _ -> 30, _ -> 70, 0.5));
        for (int y = 31; y < 69; y++) {
            assertTrue(inked(rows[y]) >= W - 1, "row " + y + " has holes: " + inked(rows[y]));
        }
        assertEquals(0, inked(rows[28]) + inked(rows[72]));
    }

    @Test
    void aBandOfMoreColumnsThanPixelsIsNoTallerThanItsEnds() {
        boolean[][] rows = drawn(window(390, _ -> 30, _ -> 70, 0.9));
        assertTrue(inked(rows[31]) >= W - 1 && inked(rows[69]) >= W - 1);
        assertEquals(0, inked(rows[28]) + inked(rows[72]));
    }

    /** What is stacked behind a load that swings stays in sight, and so does the line of its means. */
    @Test
    void aPaleBandHasItsMeansAsALine() {
        boolean[][] rows = drawn(window(180, _ -> 20, _ -> 80, 0.5), true);
        assertTrue(inked(rows[49]) + inked(rows[50]) >= W - 2, "the means");
        assertEquals(0, inked(rows[35]) + inked(rows[65]), "pale beside them");
    }

    @Test
    void aLineIsDrawnWhereNothingSpreads() {
        boolean[][] rows = drawn(window(180, _ -> 50, _ -> 50, 0.5));
        assertTrue(inked(rows[49]) + inked(rows[50]) >= W - 2);
        assertEquals(0, inked(rows[46]) + inked(rows[53]));
    }

    /** Two bands at different heights: what leads from the one to the other is seen. */
    @Test
    void aStepBetweenBandsIsJoined() {
        boolean[][] rows = drawn(window(180, c -> c < 90 ? 10 : 70, c -> c < 90 ? 30 : 90, 0.5));
        for (int y = 31; y < 69; y++) {
            assertTrue(inked(rows[y]) >= 1 && inked(rows[y]) < 6, "row " + y + " " + inked(rows[y]));
        }
    }

    /** Columns far apart keep a bar of one pixel each and the line between them. */
    @Test
    void sparseColumnsKeepTheirLine() {
        boolean[][] rows = drawn(window(10, _ -> 30, _ -> 70, 0.5));
        assertEquals(10, inked(rows[35]));
        assertTrue(inked(rows[49]) + inked(rows[50]) >= W - 21);
    }
}
