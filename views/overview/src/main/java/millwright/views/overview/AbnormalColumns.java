package millwright.views.overview;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.Priority;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.TableColumn;

/** The columns of what is abnormal now. FX thread. */
final class AbnormalColumns {
    private final LongSupplier now;
    private final Predicate<Abnormal> gone;

    /** @param gone rows that no longer hold but keep their place */
    AbnormalColumns(LongSupplier now, Predicate<Abnormal> gone) {
        this.now = now;
        this.gone = gone;
    }

    List<TableColumn<Abnormal>> all() {
        return List.of(
                new TableColumn<>("", 24, false, false, this::priority),
                text("Incident", 124, row -> row.incident().isEmpty() ? "–" : row.incident(), Token.TEXT, false)
                        .spared(),
                text("Where", 104, Abnormal::where, Token.STRONG, true),
                text("What", 140, this::what, Token.TEXT, false).growing(),
                new TableColumn<>("Now / limit", 116, false, true, this::limit),
                new TableColumn<Abnormal>("Tokens at risk", 88, false, true, this::tokens).spared(),
                TableColumn.number(
                        "Age", 52, row -> Figures.age(Math.max(0, now.getAsLong() - row.since())), Token.MUTED));
    }

    private boolean over(Abnormal row) {
        return gone.test(row) || row.cleared();
    }

    /** What is over has no priority any more, neither its colour nor its shape, unless nobody has seen it yet. */
    private void priority(Pen pen, Abnormal row, TableColumn.Box box) {
        double size = pen.look().scaled(14);
        double y = box.y() + (box.h() - size) / 2;
        if (gone.test(row) || row.cleared() && !row.unacknowledged()) {
            pen.symbol(Symbol.CHECK, Token.MUTED, box.x() + 2, y, size);
        } else {
            pen.alarm(row.priority(), row.unacknowledged(), box.x() + 2, y, size);
        }
    }

    private String what(Abnormal row) {
        return gone.test(row) ? "over: " + row.what() : row.cleared() ? "cleared: " + row.what() : row.what();
    }

    private TableColumn<Abnormal> text(
            String title,
            double width,
            java.util.function.Function<Abnormal, String> words,
            Token ink,
            boolean strong) {
        return new TableColumn<>(title, width, false, false, (pen, row, box) -> {
            Look look = pen.look();
            Font font = strong ? look.strong(Fonts.CELL) : look.body(Fonts.CELL);
            Token token = over(row) ? Token.MUTED : ink;
            pen.text(words.apply(row), font, token, box.x(), box.baseline(), box.w() - 8);
        });
    }

    private void limit(Pen pen, Abnormal row, TableColumn.Box box) {
        boolean loud = row.broken() && !over(row) && row.priority().ordinal() <= Priority.HIGH.ordinal();
        pen.right(
                row.nowLimit(),
                pen.look().body(Fonts.CELL),
                loud ? pen.ink(row.priority()) : pen.look().color(Token.TEXT),
                box.x() + box.w(),
                box.baseline());
    }

    private void tokens(Pen pen, Abnormal row, TableColumn.Box box) {
        String text = Double.isNaN(row.tokens())
                ? "unknown"
                : row.tokens() <= 0
                        ? "0 now"
                        : Figures.of(row.tokens(), "{token}/s").joined();
        Token ink = Double.isNaN(row.tokens()) || row.tokens() <= 0 ? Token.MUTED : Token.TEXT;
        pen.right(text, pen.look().body(Fonts.CELL), ink, box.x() + box.w(), box.baseline());
    }
}
