package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Trend;
import millwright.plant.MetricId;
import millwright.series.Window;
import millwright.styles.Palette;
import millwright.styles.Theme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alarm ink is for what breaks a limit, and not for the way there and back. */
class TrendInkTest {
    private static final int HIGH = 60;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** Rows of the picture that hold ink beyond a limit of 5: highest and lowest; -1 where none does. */
    private static int[] red(boolean upper, double... values) {
        Window window = Window.empty(new MetricId("site.thermal.headroom"), null, 0, values.length, values.length);
        for (int c = 0; c < values.length; c++) {
            window.count()[c] = Double.isNaN(values[c]) ? 0 : 1;
            window.min()[c] = values[c];
            window.max()[c] = c == 0 ? values[c] : Math.max(values[c], values[c - 1]);
            window.last()[c] = values[c];
        }
        WritableImage image = Fx.run(() -> {
            Canvas canvas = new Canvas(100, HIGH);
            Pen pen = new Pen(canvas.getGraphicsContext2D(), Look.of(Palette.of(Theme.DAY), 1));
            Trend.draw(pen, window, 0, 0, 100, HIGH, 5, upper, Color.RED);
            return canvas.snapshot(null, null);
        });
        int[] found = {-1, -1};
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < 100; x++) {
                Color color = image.getPixelReader().getColor(x, y);
                if (color.getRed() > 0.8 && color.getGreen() < 0.5 && color.getBlue() < 0.5) {
                    found[0] = found[0] < 0 ? y : found[0];
                    found[1] = y;
                }
            }
        }
        return found;
    }

    @Test
    void onlyWhatLiesBeyondTheLimitIsInAlarmInk() {
        int[] low = red(false, 26, 26, 0, 0, 10, 26, 26);
        int limit = (int) (HIGH * 21 / 26.0);
        assertTrue(low[0] >= limit - 5, "the way from 26 to 0 K is calm down to the limit at " + limit + ": " + low[0]);
        assertTrue(low[1] > limit, "what is below the limit is not: " + low[1]);
        int[] high = red(true, 1, 1, 9, 9, 1, 1);
        assertTrue(high[0] < HIGH / 4 && high[1] < HIGH * 0.6, high[0] + " to " + high[1]);
    }

    @Test
    void aLineUponItsLimitBreaksNothing() {
        assertEquals(-1, red(false, 26, 26, 5, 5, 5, 5)[0]);
        assertEquals(-1, red(true, 1, 5, 5, 5)[0]);
    }

    @Test
    void beforeAnythingWasMeasuredTheLimitStandsAlone() {
        assertEquals(-1, red(false, Double.NaN, Double.NaN, Double.NaN)[0]);
    }
}
