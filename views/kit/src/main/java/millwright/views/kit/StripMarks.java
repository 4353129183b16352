package millwright.views.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;

/**
 * The dashed verticals of a {@link StripChart} with their words. Of words that would meet, the first mark keeps its own;
 * the rest keep line and shape. FX thread; bounded by the marks given.
 */
final class StripMarks {
    private static final double SHAPE = 12;

    private record Taken(double from, double to, int row) {}

    private StripMarks() {}

    /** @param marks the most important first */
    static void draw(Pen pen, StripPainter.Frame f, List<Strip.Mark> marks) {
        List<Taken> taken = new ArrayList<>();
        List<Strip.Mark> seen = marks.stream()
                .filter(m -> m.time() >= f.from() && m.time() <= f.to())
                .toList();
        for (Strip.Mark mark : seen) {
            double x = Math.round(f.x().at(mark.time())) + 0.5;
            Color ink = mark.priority() == null ? pen.look().color(mark.ink()) : pen.ink(mark.priority());
            pen.line(ink, 1, x, f.top(), x, f.bottom(), 2, 3);
            if (mark.priority() != null) {
                taken.add(new Taken(x - SHAPE / 2, x + SHAPE / 2, 0));
            }
        }
        for (Strip.Mark mark : seen) {
            words(pen, f, mark, taken);
        }
        for (Strip.Mark mark : seen.reversed()) {
            if (mark.priority() != null) {
                pen.alarm(mark.priority(), true, Math.round(f.x().at(mark.time())) - SHAPE / 2, f.top(), SHAPE);
            }
        }
    }

    private static void words(Pen pen, StripPainter.Frame f, Strip.Mark mark, List<Taken> taken) {
        Font font = pen.look().body(Fonts.LABEL);
        double width = pen.look().width(mark.label(), font);
        double x = f.x().at(mark.time());
        double step = pen.look().scaled(14);
        for (int row = 0; row < 3 && f.top() + (row + 2) * step < f.bottom(); row++) {
            for (double at : new double[] {x - SHAPE / 2 - 4 - width, x + SHAPE / 2 + 4}) {
                boolean inside = at >= f.left() && at + width <= f.right();
                if (inside && isFree(taken, at, at + width, row)) {
                    taken.add(new Taken(at - 4, at + width + 4, row));
                    double base = f.top() + 10 + row * step;
                    if (row > 0) { // the lines of other marks pass below the first row
                        pen.fill(Token.BG, at - 2, base - step + 4, width + 4, step);
                    }
                    pen.text(mark.label(), font, Token.TEXT, at, base);
                    return;
                }
            }
        }
    }

    private static boolean isFree(List<Taken> taken, double from, double to, int row) {
        return taken.stream().noneMatch(t -> t.row() == row && from < t.to() && to > t.from());
    }
}
