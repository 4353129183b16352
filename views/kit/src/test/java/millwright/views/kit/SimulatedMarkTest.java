package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import millwright.desk.draw.Look;
import millwright.desk.fixture.Pictures;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import org.junit.jupiter.api.Test;

/** What is copied of a simulated plant. */
class SimulatedMarkTest {
    private static Look look() {
        return Look.of(Palette.of(Theme.DARK), 1);
    }

    @Test
    void rowsBeginWithTheWord() {
        assertEquals("SIMULATED\na,b\n1,2\n", SimulatedMark.rows("a,b\n1,2\n"));
    }

    @Test
    void aDrawingHoldsTheWordOnceAndStaysOneDocument() {
        String drawing = Pictures.onFx(() -> {
            Svg svg = new Svg(look(), 100, 50);
            svg.rect(Token.LINE, 1, 1, 5, 5);
            return SimulatedMark.drawing(svg.document("power"), look());
        });
        assertEquals(2, drawing.split(">SIMULATED<", -1).length, drawing);
        assertEquals(2, drawing.split("</svg>", -1).length, drawing);
        assertTrue(drawing.indexOf("SIMULATED") > drawing.indexOf("<title>power"), drawing);
    }

    @Test
    void aPictureHasABandWithTheWordAboveItAndIsWholeBelow() {
        int[] counted = Pictures.onFx(() -> {
            WritableImage shot = new WritableImage(120, 40);
            Color red = look().color(Token.ALARM_1_FILL);
            for (int i = 0; i < 120 * 40; i++) {
                shot.getPixelWriter().setColor(i % 120, i / 120, red);
            }
            WritableImage marked = SimulatedMark.picture(shot, look());
            Color ground = look().color(Token.BG);
            int inked = 0;
            int kept = 0;
            for (int y = 0; y < marked.getHeight(); y++) {
                for (int x = 0; x < 120; x++) {
                    Color color = marked.getPixelReader().getColor(x, y);
                    inked += y < 20 && !color.equals(ground) ? 1 : 0;
                    kept += y >= 20 && color.equals(red) ? 1 : 0;
                }
            }
            return new int[] {(int) marked.getHeight(), inked, kept};
        });
        assertEquals(60, counted[0]);
        assertTrue(counted[1] > 100, "the word is there: " + counted[1]);
        assertEquals(120 * 40, counted[2]);
    }
}
