package millwright.views.power;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Readout;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.styles.Fonts;
import millwright.styles.Token;
import millwright.views.kit.TableColumn;

/** How constraints are told: numbers in the screen's one unit, broken limits in alarm ink. */
final class ConstraintColumns {
    private final Supplier<Watts> unit;

    ConstraintColumns(Supplier<Watts> unit) {
        this.unit = unit;
    }

    List<TableColumn<Constraint>> all() {
        return List.of(
                new TableColumn<>("Constraint", 118, true, false, ConstraintColumns::name),
                number("observed", 66, c -> c.load().observed()),
                number("committed", 72, c -> c.load().committed()),
                number("provisioned", 78, false, c -> c.load().provisioned()).spared(),
                number("failover", 62, c -> c.load().failover()),
                TableColumn.number(
                        "limit",
                        68,
                        c -> (c.upper() ? "" : "≥ ") + text(c, c.load().limit()),
                        Token.SET),
                new TableColumn<>("headroom", 68, false, true, this::headroom),
                new TableColumn<Constraint>(
                                "  why",
                                74,
                                false,
                                false,
                                (pen, c, box) -> pen.text(
                                        c.load().why(),
                                        pen.look().body(Fonts.CELL),
                                        Token.MUTED,
                                        box.x() + 8,
                                        box.baseline(),
                                        box.w() - 8))
                        .spared());
    }

    private static void name(Pen pen, Constraint c, TableColumn.Box box) {
        double size = pen.look().scaled(13);
        if (c.headroom() < 0) {
            pen.alarm(Priority.HIGH, true, box.x() + 2, box.y() + (box.h() - size) / 2, size);
        }
        double x = box.x() + size + 8;
        pen.text(
                named(c, pen.look(), box.w() - size - 12),
                pen.look().strong(Fonts.CELL),
                Token.STRONG,
                x,
                box.baseline());
    }

    /** The name gives way to the measure: without it a flow would be read in the unit of the heading. */
    static String named(Constraint c, Look look, double room) {
        Font font = look.strong(Fonts.CELL);
        String measure = c.measure().isEmpty() ? "" : " " + c.measure();
        return look.fit(c.name(), font, room - look.width(measure, font)) + measure;
    }

    private String text(Constraint c, double value) {
        return c.watts()
                ? unit.get().text(value)
                : Double.isNaN(value) ? "–" : Figures.whole(Math.round(value)).replace('-', '−');
    }

    private TableColumn<Constraint> number(String title, double width, Function<Constraint, Readout> value) {
        return number(title, width, true, value);
    }

    /** @param held to the limit: more may be provisioned than a limit allows, that is what limits are for */
    private TableColumn<Constraint> number(
            String title, double width, boolean held, Function<Constraint, Readout> value) {
        return new TableColumn<>(title, width, false, true, (pen, c, box) -> {
            Readout told = value.apply(c);
            double number = Load.number(told);
            boolean stale = told.state() == DataState.STALE;
            boolean over = held && c.watts() && number > c.load().limit();
            String text = Double.isNaN(number) ? told.figure().number() : text(c, number);
            Token ink = over ? Token.ALARM_2_INK : stale || Double.isNaN(number) ? Token.MUTED : Token.VALUE;
            double right = box.x() + box.w();
            double x = pen.right(text, pen.look().strong(Fonts.CELL), ink, right, box.baseline());
            if (stale) {
                pen.hline(
                        Token.TEXT,
                        x - 1,
                        right + 1,
                        box.baseline() - pen.look().scaled(4));
            }
        });
    }

    private void headroom(Pen pen, Constraint c, TableColumn.Box box) {
        String text = text(c, c.headroom());
        Token ink = c.headroom() < 0 ? Token.ALARM_2_INK : c.load().stale() ? Token.MUTED : Token.STRONG;
        double right = box.x() + box.w();
        double x = pen.right(text, pen.look().strong(Fonts.CELL), ink, right, box.baseline());
        if (c.load().stale()) {
            pen.hline(Token.TEXT, x - 1, right + 1, box.baseline() - pen.look().scaled(4));
        }
    }
}
