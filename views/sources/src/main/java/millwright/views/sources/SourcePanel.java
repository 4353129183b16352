package millwright.views.sources;

import javafx.beans.value.ObservableValue;
import millwright.desk.ClockFace;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.SourceState;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** One source in full: what it says of itself, what could not be understood, which fields it does not deliver. */
final class SourcePanel extends Drawn {
    private static final double LINE = 18;

    private @Nullable SourceState source;
    private @Nullable ClockFace clock;

    SourcePanel(ObservableValue<Look> looks) {
        super(looks);
        setMinWidth(0);
        setMinHeight(look().scaled(196));
        setPrefHeight(look().scaled(196));
    }

    void show(@Nullable SourceState shown, ClockFace face) {
        source = shown;
        clock = face;
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.fill(Token.CHROME, 0, 0, w, h);
        SourceState s = source;
        ClockFace face = clock;
        if (s == null || face == null) {
            pen.center("Select a source", look().body(12), Token.MUTED, w / 2, h / 2);
            return;
        }
        double half = Math.floor(w / 2) - 8;
        pen.text(SourcesView.name(s), look().strong(16), Token.STRONG, 16, 28, half - 120);
        pen.right(s.condition(), look().strong(12), Token.VALUE, half, 28);
        pen.text(
                "told " + face.seconds(s.time()) + ", " + s.protocol(),
                look().body(11),
                Token.MUTED,
                16,
                46,
                half - 16);
        double y = paragraph(pen, s.detail(), 68, half, h - 4 * LINE);
        y = Math.max(y, h - 3 * LINE - 8);
        line(pen, "Lag", SourceText.lag(s), 16, half / 2 - 12, y);
        line(pen, "Values a second", SourceText.rate(s), half / 2 + 12, half, y);
        line(pen, "Clock ahead by", SourceText.clock(s), 16, half / 2 - 12, y + LINE);
        line(pen, "Not understood so far", Figures.whole(s.errors()), half / 2 + 12, half, y + LINE);
        missing(pen, s, half + 24, w - 16, h);
    }

    private void missing(Pen pen, SourceState s, double left, double right, double h) {
        String title = s.missing().isEmpty() ? "NOTHING THAT IT WATCHES FOR IS MISSING" : "NOT DELIVERED";
        pen.text(title, look().strong(11), Token.MUTED, left, 28, right - left);
        int room = (int) ((h - 40) / LINE);
        int shown = s.missing().size() <= room ? s.missing().size() : room - 1;
        double y = 28 + LINE;
        for (String field : s.missing().subList(0, shown)) {
            pen.text(field, look().body(12), Token.TEXT, left, y, right - left);
            y += LINE;
        }
        if (shown < s.missing().size()) {
            pen.text("and " + (s.missing().size() - shown) + " more", look().body(12), Token.MUTED, left, y);
        }
    }

    private void line(Pen pen, String name, String value, double left, double right, double y) {
        pen.text(name, look().body(12), Token.MUTED, left, y);
        pen.right(value, look().strong(12), Token.TEXT, right, y);
    }

    /** Breaks at blanks; a tired reader needs the whole message. */
    private double paragraph(Pen pen, String text, double top, double right, double bottom) {
        double y = top;
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && look().width(line + " " + word, look().body(12)) > right - 16) {
                pen.text(line.toString(), look().body(12), Token.TEXT, 16, y, right - 16);
                line.setLength(0);
                y += LINE;
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            if (y > bottom) {
                break;
            }
        }
        pen.text(line.toString(), look().body(12), Token.TEXT, 16, y, right - 16);
        return y + LINE;
    }
}
