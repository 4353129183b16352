package millwright.views.kit;

import java.util.List;
import javafx.scene.text.Font;
import millwright.desk.ClockFace;
import millwright.desk.draw.Missing;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** What a {@link StripChart} says of stretches that were not received: a hatched band, and words under the pointer. FX thread. */
final class StripGaps {
    private static final double SLACK = 3;

    private StripGaps() {}

    static void draw(Pen pen, StripPainter.Frame f, List<Missing.Stretch> missing) {
        Missing.draw(pen, missing, f.from(), f.to(), f.left(), f.right(), f.top(), f.bottom());
    }

    /** The bands alone, without hatching. */
    static void draw(Svg svg, StripPainter.Frame f, List<Missing.Stretch> missing) {
        for (Missing.Stretch stretch : missing) {
            double a = Math.max(f.left(), f.x().at(stretch.from()));
            double b = Math.min(f.right(), Math.max(a + SLACK, f.x().at(stretch.to())));
            if (b > a) {
                svg.rect(Token.BAND, a, f.top(), b - a, f.bottom() - f.top());
            }
        }
    }

    /** At the foot of the plot, where the read-out does not stand. */
    static void words(Pen pen, StripPainter.Frame f, List<Missing.Stretch> missing, double px, ClockFace clock) {
        long slack = (long) (SLACK * (f.to() - f.from()) / (f.right() - f.left()));
        Missing.Stretch under = Missing.at(missing, (long) f.x().value(px), slack);
        if (under == null) {
            return;
        }
        Font font = pen.look().body(Fonts.LABEL);
        double room = f.right() - f.left() - 16;
        String words = pen.look().fit(Missing.words(under, clock, f.to() - f.from()), font, room);
        double width = pen.look().width(words, font) + 16;
        double height = pen.look().scaled(17);
        double x = Math.clamp(px - 12 - width, f.left(), Math.max(f.left(), f.right() - width));
        double y = f.bottom() - height - 2;
        pen.fill(Token.RAISE, x, y, width, height);
        pen.frame(Token.LINE, x, y, width, height);
        pen.text(words, font, Token.STRONG, x + 8, y + height - pen.look().scaled(5));
    }
}
