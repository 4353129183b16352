package millwright.views.overview;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
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
import millwright.plant.Times;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** One figure of the plant: value, unit, its trend against its limit, and what it is to be judged by. FX thread. */
final class Tile extends Drawn {
    /**
     * What it shows.
     *
     * @param priority of what is wrong with it, INFO when nothing is
     * @param limit NaN for none @param left what the value is held against @param right the distance to it
     */
    record Face(
            String title,
            SiteValues.Value value,
            String ucum,
            Priority priority,
            Window trend,
            double limit,
            boolean upper,
            String left,
            String right) {}

    /** Px at text scale 1; a low one has its trend beside the number. */
    static final double HIGH = 108;

    static final double LOW = 78;
    private static final double PAD = 12;
    /** Where the trend of a low one begins, beside the number, if that leaves room. */
    private static final double TREND_FROM = 0.62;

    /** Px, as drawn last. */
    private double numberEnd;

    private Face face = new Face(
            "", SiteValues.Value.NONE, "1", Priority.INFO, Trends.none("none", Times.HOUR), Double.NaN, true, "", "");

    Tile(ObservableValue<Look> looks, Runnable open) {
        super(looks);
        setMinSize(0, looks.getValue().scaled(LOW));
        setFocusTraversable(true);
        setCursor(Cursor.HAND);
        setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                open.run();
            }
        });
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                e.consume();
                open.run();
            }
        });
        focusedProperty().subscribe(this::repaint);
    }

    void show(Face next) {
        face = next;
        setAccessibleText(next.title() + " "
                + Figures.of(next.value().number(), next.ucum()).joined() + ", " + next.left() + ", " + next.right());
        repaint();
    }

    String csv() {
        return "figure,value,unit,state,against,distance\n"
                + CsvLine.of(
                        face.title(),
                        face.value().number(),
                        face.ucum(),
                        face.value().state(),
                        face.left(),
                        face.right());
    }

    /** All that it says, uncut; over its trend also what stood there. */
    String tip(double x, double y, ClockFace clock) {
        Face f = face;
        StringBuilder text =
                new StringBuilder(f.title()).append(": ").append(readout().words());
        for (String part : List.of(f.left(), f.right())) {
            text.append(part.isEmpty() ? "" : "\n" + part);
        }
        Box trend = trend(getWidth(), getHeight());
        if (y >= trend.y() && y <= trend.y() + trend.h() && x >= trend.x()) {
            double share = (x - trend.x()) / Math.max(1, trend.w());
            text.append('\n')
                    .append(Trend.words(
                            f.trend(),
                            share,
                            clock,
                            v -> Figures.of(v, f.ucum()).joined()));
        }
        return text.toString();
    }

    private record Box(double x, double y, double w, double h) {}

    private Box trend(double w, double h) {
        boolean low = h < look().scaled(HIGH);
        double left = low ? Math.min(w - PAD, Math.max(w * TREND_FROM, numberEnd + look().scaled(8))) : PAD;
        double top = look().scaled(low ? 28 : 56);
        return new Box(left, top, w - PAD - left, h - top - look().scaled(26));
    }

    private Readout readout() {
        SiteValues.Value value = face.value();
        return new Readout(value.value(), value.state(), face.ucum(), value.age(), face.priority());
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Look look = look();
        boolean wrong = face.priority() != Priority.INFO;
        pen.fill(Token.CHROME, 0, 0, w, h);
        if (wrong && face.priority().ordinal() <= Priority.HIGH.ordinal()) {
            pen.frame(pen.ink(face.priority()), 1, 0, 0, w, h);
        }
        if (isFocused()) {
            pen.frame(Token.FOCUS, 1, 1, w - 2, h - 2);
        }
        double pad = PAD;
        double base = look.scaled(20);
        pen.text(face.title(), look.body(Fonts.CELL), Token.TEXT, pad, base, w - 2 * pad - look.scaled(20));
        if (wrong) {
            double size = look.scaled(14);
            pen.alarm(face.priority(), true, w - pad - size, base - look.scaled(12), size);
        }
        numberEnd = readout().left(pen, Fonts.TILE, pad, look.scaled(47));
        Box trend = trend(w, h);
        Trend.draw(
                pen,
                face.trend(),
                trend.x(),
                trend.y(),
                trend.w(),
                trend.h(),
                face.limit(),
                face.upper(),
                pen.ink(wrong ? face.priority() : Priority.MEDIUM));
        double foot = h - look.scaled(10);
        double at = face.right().isEmpty()
                ? w - pad
                : pen.right(
                        face.right(),
                        look.body(Fonts.LABEL),
                        wrong ? pen.ink(face.priority()) : look.color(Token.TEXT),
                        w - pad,
                        foot);
        pen.text(face.left(), look.body(Fonts.LABEL), Token.MUTED, pad, foot, Math.max(0, at - pad - 6));
    }
}
