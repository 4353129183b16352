package millwright.views.overview;

import java.util.List;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Readout;
import millwright.desk.draw.Trend;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** One line per endpoint: its last hour against what was expected, and both numbers. FX thread. */
final class EndpointStrips extends Drawn {
    static final int MOST = 4;

    /** @param expected NaN when nothing is expected */
    record Line(EntityId id, String name, Window trend, SiteValues.Value now, double expected, boolean low) {}

    private List<Line> lines = List.of();
    private int more;

    EndpointStrips(ObservableValue<Look> looks, java.util.function.Consumer<EntityId> told) {
        super(looks);
        setMinHeight(look().scaled(56));
        setPrefHeight(look().scaled(24 + 3 * 32));
        setOnMouseClicked(e -> {
            int row = (int) Math.floor((e.getY() - look().scaled(24)) / look().scaled(32));
            if (row >= 0 && row < lines.size()) {
                told.accept(lines.get(row).id());
            }
        });
    }

    void show(List<Line> next, int left) {
        lines = next;
        more = left;
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Look look = look();
        double head = look.scaled(16);
        String beside = more > 0 ? "By endpoint, " + more + " more not shown" : "By endpoint";
        pen.text(beside, look.body(Fonts.LABEL), Token.MUTED, 0, head);
        pen.right("now", look.body(Fonts.LABEL), Token.MUTED, w - 100, head);
        pen.right("expected", look.body(Fonts.LABEL), Token.MUTED, w, head);
        pen.hline(Token.LINE, 0, w, look.scaled(24) - 1);
        if (lines.isEmpty()) {
            pen.text(
                    "No endpoint is known yet. Endpoints appear when a serving source names them.",
                    look.body(Fonts.CELL),
                    Token.MUTED,
                    0,
                    look.scaled(46),
                    w);
        }
        for (int i = 0; i < lines.size(); i++) {
            line(pen, lines.get(i), w, look.scaled(24 + i * 32.0), look.scaled(32));
        }
    }

    private void line(Pen pen, Line line, double w, double y, double h) {
        Look look = look();
        double base = y + h / 2 + look.scaled(4);
        pen.text(line.name(), look.body(Fonts.CELL), Token.TEXT, 0, base, look.scaled(104));
        double from = look.scaled(112);
        Trend.draw(
                pen,
                line.trend(),
                from,
                y + 4,
                Math.max(20, w - from - 196),
                h - 8,
                line.expected(),
                false,
                pen.ink(Priority.MEDIUM));
        Priority priority = line.low() ? Priority.MEDIUM : Priority.INFO;
        if (line.low()) {
            pen.alarm(priority, true, w - 190, y + h / 2 - 7, 14);
        }
        new Readout(
                        line.now().value(),
                        line.now().state(),
                        "{token}/s",
                        line.now().age(),
                        priority)
                .right(pen, Fonts.CELL, w - 100, base);
        pen.right(Figures.of(line.expected(), "{token}/s").joined(), look.body(Fonts.CELL), Token.SET, w, base);
        pen.hline(Token.HAIR, 0, w, y + h - 1);
    }
}
