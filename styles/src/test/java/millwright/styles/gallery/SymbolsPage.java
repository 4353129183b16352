package millwright.styles.gallery;

import static millwright.styles.gallery.ControlsPage.styled;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import millwright.styles.AlarmShapes;
import millwright.styles.Fonts;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.styles.StateMarks;
import millwright.styles.Symbol;
import millwright.styles.Symbols;
import millwright.styles.Theme;
import millwright.styles.Token;

/** Symbols as nodes and as drawings, states of a rack, ramps and series. */
final class SymbolsPage {
    private SymbolsPage() {}

    static Parent build(Theme theme) {
        FlowPane nodes = new FlowPane(12, 10);
        nodes.setPrefWrapLength(1220);
        for (Symbol symbol : Symbol.values()) {
            Label name = styled(new Label(symbol.name()), "face-condensed", "ink-muted", "size-label");
            VBox box = new VBox(
                    4, new HBox(4, Symbols.node(symbol, 20), styled(Symbols.node(symbol, 14), "ink-value")), name);
            box.setPrefWidth(100);
            nodes.getChildren().add(box);
        }
        VBox page = new VBox(14, nodes, shapes(), drawings(Palette.of(theme)));
        return styled(page, "view");
    }

    private static Node shapes() {
        HBox row = new HBox(8);
        for (double size : new double[] {12, 14, 16, 18, 24})
            for (int p = 1; p <= 4; p++)
                for (boolean unack : new boolean[] {true, false})
                    row.getChildren().add(AlarmShapes.node(p, unack, size));
        return row;
    }

    private static Node drawings(Palette palette) {
        Canvas canvas = new Canvas(1240, 230);
        GraphicsContext g = canvas.getGraphicsContext2D();
        double x = 0;
        for (double size : new double[] {12, 14, 18})
            for (int p = 1; p <= 4; p++)
                for (boolean unack : new boolean[] {true, false}) {
                    AlarmShapes.draw(g, palette.alarm(p), p, unack, x, 4, size);
                    x += size + 8;
                }
        StateMarks marks = new StateMarks(palette);
        for (int i = 0; i < 72; i++) {
            g.setFill(palette.heat().color(0.5 + i % 7 / 20.0).deriveColor(0, 1, 1, 0.5));
            g.fillRect(602 + i % 4 * 8, 2 + i / 4 * 4, 7, 3);
        }
        marks.stale(g, 600, 0, 36, 76);
        marks.noData(g, 648, 0, 36, 76);
        marks.notSupported(g, 696, 0, 36, 76);
        marks.forbidden(g, 744, 0, 36, 76);
        marks.bad(g, 792, 0, 36, 76);
        ramp(g, palette.heat(), 40);
        ramp(g, palette.diverging(), 70);
        series(g, palette);
        return canvas;
    }

    private static void ramp(GraphicsContext g, HeatRamp ramp, double y) {
        for (int i = 0; i < 512; i++) {
            g.setFill(ramp.color(ramp.low() + (ramp.high() - ramp.low()) * i / 511.0));
            g.fillRect(i, y, 1, 24);
        }
        g.setFont(Fonts.load().strong(Fonts.CELL));
        for (int i = 0; i < 11; i++) {
            double at = ramp.low() + (ramp.high() - ramp.low()) * i / 10.5;
            g.setFill(ramp.ink(at));
            g.fillText(String.valueOf(10 * i), i * 48.8 + 4, y + 16);
        }
    }

    private static void series(GraphicsContext g, Palette palette) {
        g.setFill(palette.color(Token.WELL));
        g.fillRect(0, 110, 512, 110);
        for (int i = 0; i < 7; i++) {
            g.setStroke(palette.series(i));
            g.setLineWidth(1.5);
            g.strokeLine(10, 120 + i * 14, 400, 128 + i * 14);
            Symbols.draw(g, Symbol.marker(i), 200, 117 + i * 14, 14, palette.series(i));
            g.setFill(palette.series(i));
            g.setFont(Fonts.load().strong(Fonts.CELL));
            g.fillText("series " + i, 410, 132 + i * 14);
        }
    }
}
