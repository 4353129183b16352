package millwright.views.floor;

import java.util.Arrays;
import javafx.beans.value.ObservableValue;
import javafx.scene.text.Font;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.styles.Token;
import millwright.views.kit.CellPainter;
import millwright.views.kit.Looks;

/** How the states are drawn and how many cells are in each, and what the outlines mean. */
final class StateLegend extends Drawn {
    private static final DataState[] SHOWN = {
        DataState.NOT_SUPPORTED, DataState.STALE, DataState.NO_DATA, DataState.FORBIDDEN, DataState.BAD
    };
    private static final String[] WORDS = {"not supported", "stale", "no data", "forbidden", "bad"};
    private final int[] counts = new int[DataState.values().length];
    private int capped;

    StateLegend(ObservableValue<Look> looks) {
        super(Looks.plain(looks), looks.getValue().textScale());
        setMinHeight(72 * zoom());
        setPrefHeight(72 * zoom());
        setMinWidth(0);
    }

    void count(byte[] states, int cappedRacks) {
        int[] now = new int[counts.length];
        for (byte state : states) {
            now[state]++;
        }
        if (!Arrays.equals(now, counts) || capped != cappedRacks) {
            System.arraycopy(now, 0, counts, 0, now.length);
            capped = cappedRacks;
            repaint();
        }
    }

    int ok() {
        return counts[DataState.OK.ordinal()];
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.text("STATES", look().strong(11), Token.MUTED, 0, 14);
        double pitch = Math.min(136, (w - 168) / 3);
        for (int i = 0; i <= SHOWN.length; i++) {
            double x = i % 3 * pitch;
            double y = 22 + i / 3 * 22;
            if (i < SHOWN.length) {
                swatch(pen, SHOWN[i], x, y);
                entry(pen, WORDS[i], counts[SHOWN[i].ordinal()], x, y, pitch);
            } else {
                pen.fill(Token.SET, x, y + 6, 20, 3);
                entry(pen, "capped", capped, x, y, pitch);
            }
        }
        double left = 3 * pitch + 8;
        pen.text("OUTLINE", look().strong(11), Token.MUTED, left, 14);
        String[] names = {"critical", "high", "medium", "low"};
        for (int p = 0; p < 4; p++) {
            double x = left + p % 2 * 80;
            double y = 22 + p / 2 * 22;
            pen.alarm(Priority.values()[p], true, x, y, 14);
            pen.text(names[p], look().body(12), Token.TEXT, x + 20, y + 12);
        }
        pen.frame(Token.SET, left, 67, 14, 12, 4, 3);
        pen.text("limit", look().body(12), Token.TEXT, left + 20, 78);
        pen.frame(Token.TEXT, left + 80, 67, 14, 12, 2, 2);
        pen.text("peers", look().body(12), Token.TEXT, left + 100, 78);
    }

    private void swatch(Pen pen, DataState state, double x, double y) {
        int[] pixels = new int[20 * 14];
        int argb = pen.look().palette().heat().argb(0.5);
        new CellPainter(pixels, 20, 14, pen.look().palette()).cell(0, 0, 20, 14, state, argb);
        pen.pixels(pixels, x, y, 20, 14);
    }

    private void entry(Pen pen, String word, int count, double x, double y, double pitch) {
        double room = pitch - 56;
        Font font = look().width(word, look().body(12)) <= room ? look().body(12) : look().condensed(12);
        double end = pen.text(word, font, count > 0 ? Token.TEXT : Token.MUTED, x + 26, y + 12, room);
        pen.text(Figures.whole(count), look().body(12), Token.MUTED, end + 6, y + 12);
    }
}
