package millwright.views.kit;

import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Token;

/** What leaves the screen says itself that it is simulated: nobody sees the frame around it any more. FX thread. */
final class SimulatedMark {
    static final String WORD = "SIMULATED";
    private static final double BAND = 20;
    private static final String END = "</svg>";

    private SimulatedMark() {}

    /** A line before all others. */
    static String rows(String csv) {
        return WORD + '\n' + csv;
    }

    /** In the corner, over the drawing. */
    static String drawing(String svg, Look look) {
        Svg mark = new Svg(look, 0, 0);
        String empty = mark.document("");
        mark.text(WORD, look.strong(11), Token.SIMULATED, 4, 13);
        String with = mark.document("");
        int at = empty.lastIndexOf(END);
        String text = with.substring(at, with.lastIndexOf(END));
        int end = svg.lastIndexOf(END);
        return svg.substring(0, end) + text + svg.substring(end);
    }

    /** In a band above the picture. */
    static WritableImage picture(Image shot, Look look) {
        double w = shot.getWidth();
        double band = Math.ceil(look.scaled(BAND));
        Canvas canvas = new Canvas(w, shot.getHeight() + band);
        Pen pen = new Pen(canvas.getGraphicsContext2D(), look);
        canvas.getGraphicsContext2D().setFill(look.color(Token.BG));
        canvas.getGraphicsContext2D().fillRect(0, 0, w, band);
        canvas.getGraphicsContext2D().drawImage(shot, 0, band);
        Font font = look.strong(11);
        pen.text(WORD, font, Token.SIMULATED, 4, band - look.scaled(6));
        return canvas.snapshot(new SnapshotParameters(), null);
    }
}
