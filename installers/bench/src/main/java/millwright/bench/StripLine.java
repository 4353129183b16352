package millwright.bench;

import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Look;
import millwright.series.Window;
import millwright.series.tile.TileException;
import millwright.styles.Palette;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.styles.Token;
import millwright.views.kit.Strip;
import millwright.views.kit.StripChart;

/** The strip of the screens with its axes over 10 million samples, reduced anew in each frame. FX thread. */
final class StripLine implements Frames.Subject {
    private static final double LOW = 0;
    private static final double HIGH = 1_100;
    private final boolean pyramid;
    private final StripLoad load;
    private final StripChart chart =
            new StripChart(new SimpleObjectProperty<>(Look.of(Palette.of(Theme.DARK), 1)), "W").values(LOW, HIGH);
    private Window shown = Window.empty(new millwright.plant.MetricId("gpu.power"), null, 0, 1, 1);

    StripLine(boolean pyramid) {
        this.pyramid = pyramid;
        try {
            load = new StripLoad(pyramid);
        } catch (TileException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Scene scene() {
        Scene scene = new Scene(new StackPane(chart), Frames.WIDTH, Frames.HEIGHT);
        scene.setFill(Palette.of(Theme.DARK).color(Token.BG));
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        return scene;
    }

    @Override
    public void draw(int frame) {
        shown = pyramid ? load.reduced(frame) : load.raw(frame);
        int first = StripLoad.first(frame);
        Range range = new Range(StripLoad.time(first), StripLoad.time(first + StripLoad.SEEN));
        Strip trace = new Strip.Trace("power", shown, Token.VALUE, 1.5);
        chart.show(range, new ClockFace(ZoneOffset.UTC, "UTC"), List.of(trace), null);
    }

    @Override
    public String check(int frame, int[] pixels) {
        if (!load.isRight(shown, frame)) {
            return "a column of frame " + frame + " differs from the lowest and highest of its samples";
        }
        Bounds at = chart.localToScene(chart.getBoundsInLocal());
        double left = at.getMinX() + 44;
        double right = at.getMaxX() - 8;
        double share = (StripLoad.SPIKE - StripLoad.first(frame)) / (double) StripLoad.SEEN;
        int x = (int) (left + share * (right - left));
        boolean there = inked(pixels, x - 2, x + 2);
        return there && !inked(pixels, x - 60, x - 40) ? "" : "the spike is not seen at x " + x + " of frame " + frame;
    }

    /** Anything bright between 850 and 950 W, where only the spike reaches. */
    private static boolean inked(int[] pixels, int from, int to) {
        int top = (int) (Frames.HEIGHT * (1 - 950 / HIGH));
        int bottom = (int) (Frames.HEIGHT * (1 - 850 / HIGH));
        int most = 0;
        for (int x = from; x <= to; x++) {
            int run = 0;
            for (int y = top; y < bottom; y++) {
                run += (pixels[y * Frames.WIDTH + x] >> 8 & 255) > 110 ? 1 : 0;
            }
            most = Math.max(most, run);
        }
        return most > (bottom - top) / 2;
    }
}
