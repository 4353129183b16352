package millwright.bench;

import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import millwright.series.Latest;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;

/** The peer: the same cells by fillRect on a canvas, without legend, labels or outlines. FX thread. */
final class HeatRects implements Frames.Subject {
    private static final int ACROSS = HeatLoad.RACKS * HeatLoad.GPUS;
    private static final int CELL_WIDTH = 8;
    private static final int CELL_HEIGHT = 1;

    private final Latest[] columns = HeatLoad.columns(HeatLoad.plant());
    private final Canvas canvas = new Canvas(Frames.WIDTH, Frames.HEIGHT);
    private final Color[] colours = new Color[256];

    @Override
    public Scene scene() {
        HeatRamp ramp = Palette.of(Theme.DARK).heat();
        for (int i = 0; i < colours.length; i++) {
            colours[i] = ramp.color(i / 255.0);
        }
        return new Scene(
                new Pane(canvas),
                Frames.WIDTH,
                Frames.HEIGHT,
                Palette.of(Theme.DARK).color(Token.BG));
    }

    @Override
    public void draw(int frame) {
        double[] values = columns[frame % columns.length].values();
        GraphicsContext g = canvas.getGraphicsContext2D();
        for (int i = 0; i < values.length; i++) {
            g.setFill(colours[colour(values[i])]);
            g.fillRect(i % ACROSS * CELL_WIDTH, i / ACROSS * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT);
        }
    }

    private static int colour(double value) {
        return (int) ((value - HeatLoad.LOW) / (HeatLoad.HIGH - HeatLoad.LOW) * 255);
    }

    @Override
    public String check(int frame, int[] pixels) {
        double[] values = columns[frame % columns.length].values();
        for (int i = 0; i < values.length; i++) {
            Color wanted = colours[colour(values[i])];
            int seen = pixels[(i / ACROSS * CELL_HEIGHT) * Frames.WIDTH + i % ACROSS * CELL_WIDTH + 3];
            boolean same = Math.abs((seen >> 16 & 255) - wanted.getRed() * 255) < 1.01
                    && Math.abs((seen & 255) - wanted.getBlue() * 255) < 1.01;
            if (!same) {
                return "cell " + i + " of frame " + frame + " has another colour";
            }
        }
        return "";
    }
}
