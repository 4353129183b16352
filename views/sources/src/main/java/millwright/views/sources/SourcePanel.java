package millwright.views.sources;

import java.util.List;
import javafx.beans.value.ObservableValue;
import millwright.desk.ClockFace;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.SourceState;
import millwright.styles.Symbol;
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
        setMinHeight(look().scaled(232));
        setPrefHeight(look().scaled(232));
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
        boolean bad = SourceText.bad(s);
        boolean well = s.condition().equals("ok");
        double end = pen.text(SourcesView.name(s), look().strong(16), Token.STRONG, 16, 28, half - 120) + 16;
        pen.symbol(
                well ? Symbol.CHECK : bad ? Symbol.WARNING : Symbol.CLOCK,
                well ? Token.MUTED : Token.STRONG,
                end,
                17,
                12);
        pen.text(s.condition(), look().strong(12), bad ? Token.STRONG : Token.VALUE, end + 18, 28);
        pen.text(
                "told " + face.seconds(s.time()) + ", " + s.protocol(),
                look().body(11),
                Token.MUTED,
                16,
                46,
                half - 16);
        paragraph(pen, s.detail() + SourceText.example(s), 68, half, h - 6 * LINE);
        double y = h - 4 * LINE - 8;
        pen.hline(Token.HAIR, 16, half, y - LINE);
        line(pen, "Lag", SourceText.lag(s), 16, half / 2 - 12, y);
        line(pen, "Values a second", SourceText.rate(s), half / 2 + 12, half, y);
        line(pen, "Clock ahead by", SourceText.clock(s), 16, half / 2 - 12, y + LINE);
        line(pen, "Not understood so far", Figures.whole(s.delivery().unread()), half / 2 + 12, half, y + LINE);
        line(pen, "Failures so far", Figures.whole(s.failures()), half / 2 + 12, half, y + 2 * LINE);
        double split = half + 24 + Math.floor((w - half - 40) * 0.4);
        list(pen, "FIELDS DELIVERED", s.delivery().fields(), SourceText.nothing(s), half + 24, split - 24, h);
        list(pen, "FIELDS NOT DELIVERED", s.missing(), SourceText.noneMissing(s), split, w - 16, h);
    }

    private void list(Pen pen, String title, List<String> fields, String none, double left, double right, double h) {
        pen.vline(Token.HAIR, left - 16, 16, h - 16);
        String count = fields.isEmpty() ? "" : "  " + fields.size();
        pen.text(title + count, look().strong(11), Token.MUTED, left, 28, right - left);
        if (fields.isEmpty()) {
            pen.text(none, look().body(12), Token.TEXT, left, 28 + LINE, right - left);
        }
        int room = (int) ((h - 40) / LINE);
        int shown = fields.size() <= room ? fields.size() : room - 1;
        double y = 28 + LINE;
        for (String field : fields.subList(0, shown)) {
            pen.text(field, look().body(12), Token.TEXT, left, y, right - left);
            y += LINE;
        }
        if (shown < fields.size()) {
            pen.text("and " + (fields.size() - shown) + " more", look().body(12), Token.MUTED, left, y);
        }
    }

    private void line(Pen pen, String name, String value, double left, double right, double y) {
        pen.text(name, look().body(12), Token.MUTED, left, y);
        pen.right(value, look().strong(12), Token.TEXT, right, y);
    }

    /** Breaks at blanks; a tired reader needs the whole message. */
    private void paragraph(Pen pen, String text, double top, double right, double bottom) {
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
    }
}
