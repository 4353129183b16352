package millwright.views.overview;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.MouseButton;
import millwright.desk.ClockFace;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Readout;
import millwright.desk.draw.Trend;
import millwright.feed.Priority;
import millwright.plant.CsvLine;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** One line per endpoint: its trend against what was expected, and both numbers. FX thread. */
final class EndpointStrips extends Drawn {
    static final int MOST = 4;

    /** @param expected NaN when nothing is expected */
    record Line(EntityId id, String name, Window trend, SiteValues.Value now, double expected, boolean low) {}

    private static final double HEAD = 24;
    /** Where the trends begin. */
    private static final double TREND = 112;

    private static final double PITCH = 32;
    /** Below this the numbers of two lines touch. */
    private static final double LEAST_PITCH = 18;

    private List<Line> lines = List.of();
    private int more;

    EndpointStrips(ObservableValue<Look> looks, java.util.function.Consumer<EntityId> told) {
        super(looks);
        setMinHeight(look().scaled(HEAD + 3 * LEAST_PITCH));
        setPrefHeight(look().scaled(HEAD + 3 * PITCH));
        setOnMouseClicked(e -> {
            int row = (int) Math.floor((e.getY() - look().scaled(HEAD)) / pitch(getHeight()));
            if (e.getButton() == MouseButton.PRIMARY && row >= 0 && row < lines.size()) {
                told.accept(lines.get(row).id());
            }
        });
    }

    /** The endpoint under the pointer, uncut, and over its trend what stood there; null elsewhere. */
    @Nullable
    String tip(double x, double y, ClockFace clock) {
        int row = (int) Math.floor((y - look().scaled(HEAD)) / pitch(getHeight()));
        if (row < 0 || row >= lines.size()) {
            return null;
        }
        Line line = lines.get(row);
        double share = line.now().number() / line.expected();
        String held = Double.isFinite(line.expected())
                ? "\nexpected " + tokens(line.expected())
                        + (Double.isFinite(share)
                                ? ", at " + Figures.percent(share).joined()
                                : "")
                : "\nnothing is expected of it";
        double from = look().scaled(TREND);
        double wide = wide(getWidth());
        String trend = x < from || x > from + wide
                ? ""
                : "\n" + Trend.words(line.trend(), (x - from) / wide, clock, EndpointStrips::tokens);
        return line.name() + ": " + readout(line, Priority.INFO).words() + held + trend;
    }

    private static String tokens(double perSecond) {
        return Figures.of(perSecond, "{token}/s").joined();
    }

    private double wide(double w) {
        return Math.max(20, w - look().scaled(TREND) - (anyStale() ? 234 : 196));
    }

    /** Whose age stands beside it, which takes room. */
    private boolean anyStale() {
        return lines.stream().anyMatch(line -> line.now().state() == DataState.STALE);
    }

    private static Readout readout(Line line, Priority priority) {
        return new Readout(
                line.now().value(), line.now().state(), "{token}/s", line.now().age(), priority);
    }

    void show(List<Line> next, int left) {
        lines = next;
        more = left;
        repaint();
    }

    String csv() {
        StringBuilder rows = new StringBuilder("endpoint,id,tokens per s,state,expected\n");
        for (Line line : lines) {
            rows.append(CsvLine.of(
                    line.name(), line.id(), line.now().number(), line.now().state(), line.expected()));
        }
        return rows.toString();
    }

    /** Lines move together where the page is low; none is cut. */
    private double pitch(double h) {
        double room = (h - look().scaled(HEAD)) / Math.max(3, lines.size());
        return Math.floor(Math.clamp(room, look().scaled(LEAST_PITCH), look().scaled(PITCH)));
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Look look = look();
        double head = look.scaled(16);
        String beside = more > 0 ? "By endpoint, " + more + " more not shown" : "By endpoint";
        pen.text(beside, look.body(Fonts.LABEL), Token.MUTED, 0, head);
        pen.right("now", look.body(Fonts.LABEL), Token.MUTED, w - 100, head);
        pen.right("expected", look.body(Fonts.LABEL), Token.MUTED, w, head);
        pen.hline(Token.LINE, 0, w, look.scaled(HEAD) - 1);
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
            line(pen, lines.get(i), w, look.scaled(HEAD) + i * pitch(h), pitch(h));
        }
    }

    private void line(Pen pen, Line line, double w, double y, double h) {
        Look look = look();
        double base = y + h / 2 + look.scaled(4);
        pen.text(line.name(), look.body(Fonts.CELL), Token.TEXT, 0, base, look.scaled(104));
        double from = look.scaled(TREND);
        Trend.draw(pen, line.trend(), from, y + 3, wide(w), h - 6, line.expected(), false, pen.ink(Priority.MEDIUM));
        Priority priority = line.low() ? Priority.MEDIUM : Priority.INFO;
        double left = readout(line, priority).right(pen, Fonts.CELL, w - 100, base);
        if (line.low()) {
            pen.alarm(priority, true, Math.min(w - 190, left - 19), y + h / 2 - 7, 14);
        }
        pen.right(Figures.of(line.expected(), "{token}/s").joined(), look.body(Fonts.CELL), Token.SET, w, base);
        pen.hline(Token.HAIR, 0, w, y + h - 1);
    }
}
