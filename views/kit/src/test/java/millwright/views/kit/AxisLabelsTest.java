package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Look;
import millwright.desk.fixture.Pictures;
import millwright.plant.Times;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import org.junit.jupiter.api.Test;

class AxisLabelsTest {
    private static final int W = 400;
    private static final int H = 160;
    private static final ClockFace CLOCK = new ClockFace(ZoneOffset.UTC, "UTC");

    private final SimpleObjectProperty<Look> look = new SimpleObjectProperty<>(Look.of(Palette.of(Theme.DARK), 1));
    private final StripChart chart = new StripChart(look, "W");

    /** What a chart shows. @param minutes from where its hour begins @param high end of its values, W */
    private record Shown(int minutes, double high, boolean times, Theme theme) {}

    private void show(Shown shown) {
        look.set(Look.of(Palette.of(shown.theme()), 1));
        chart.timeAxis(shown.times()).values(0, shown.high());
        Range range = new Range(shown.minutes() * Times.MINUTE, shown.minutes() * Times.MINUTE + Times.HOUR);
        chart.show(range, CLOCK, List.of(), null);
    }

    /** @return pixels after the last, row by row */
    private static int[] picture(Shown... shown) {
        return Pictures.onFx(() -> {
            AxisLabelsTest test = new AxisLabelsTest();
            Scene scene = new Scene(test.chart, W, H);
            scene.snapshot(null);
            for (Shown one : shown) {
                test.show(one);
                scene.setFill(test.look.get().color(Token.BG));
                scene.snapshot(null);
            }
            int[] pixels = new int[W * H];
            scene.snapshot(null).getPixelReader().getPixels(0, 0, W, H, PixelFormat.getIntArgbInstance(), pixels, 0, W);
            return pixels;
        });
    }

    private static int inked(int[] pixels, int x1, int y1, int x2, int y2) {
        int inked = 0;
        for (int y = y1; y < y2; y++) {
            for (int x = x1; x < x2; x++) {
                inked += pixels[y * W + x] != pixels[H * W - 1] ? 1 : 0;
            }
        }
        return inked;
    }

    @Test
    void bothAxesHaveTheirFigures() {
        int[] pixels = picture(new Shown(0, 1_000, true, Theme.DARK));
        assertTrue(inked(pixels, 0, 0, 40, H - 22) > 60, "values");
        assertTrue(inked(pixels, 40, H - 20, W, H) > 60, "times");
    }

    /** Another range, other values, no figures of time, another theme: nothing of before is left, nothing is missing. */
    @Test
    void aChartDrawnOverAnotherIsTheSameAsOneDrawnAfresh() {
        Shown first = new Shown(0, 1_000, true, Theme.DARK);
        for (Shown next : List.of(
                new Shown(7, 1_000, true, Theme.DARK),
                new Shown(0, 40, true, Theme.DARK),
                new Shown(0, 1_000, false, Theme.DARK),
                new Shown(0, 1_000, true, Theme.DAY))) {
            assertArrayEquals(picture(next), picture(first, next), next.toString());
            assertArrayEquals(picture(first), picture(next, first), "back from " + next);
        }
    }

    /** However low the strip and whatever its values, no figure of the axis and no unit lies on another. */
    @Test
    void figuresOfLowStripsKeepApart() {
        for (double tall = 34; tall < 120; tall += 3) {
            for (double high : new double[] {2.9e6, 3.2e6, 5e6, 9.4e6}) {
                double bottom = 10 + tall;
                StripPainter.Frame low = new StripPainter.Frame(
                        new Axis(0, 1, 44, W), new Axis(2.8e6, high, bottom, 10), 0, 1, "{token}/s", false, W, bottom);
                double[] at = StripPainter.values(look.get(), low).stream()
                        .mapToDouble(AxisLabels.Text::baseline)
                        .sorted()
                        .toArray();
                for (int i = 1; i < at.length; i++) {
                    assertTrue(at[i] - at[i - 1] >= 11, tall + " px, " + high + ": " + Arrays.toString(at));
                }
            }
        }
    }

    @Test
    void noLimitRunsThroughTheWordsOfAGap() {
        StripPainter.Frame low =
                new StripPainter.Frame(new Axis(0, 1, 44, W), new Axis(0, 10, 44, 10), 0, 1, "W", false, W, 44);
        List<Strip> none = List.of();
        List<Strip> middle = List.of(Strip.Line.constant("limit", 5, true));
        List<Strip> both = List.of(Strip.Line.constant("a", 5, true), Strip.Line.constant("b", 8, true));
        assertEquals(27, StripPainter.clearOfLimits(low, none));
        assertEquals(18, StripPainter.clearOfLimits(low, middle));
        assertEquals(36, StripPainter.clearOfLimits(low, both));
    }
}
