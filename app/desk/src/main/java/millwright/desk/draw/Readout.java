package millwright.desk.draw;

import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.styles.Symbol;
import millwright.styles.Token;

/**
 * A number with its unit in the six states: as it is, struck through with its age, a dash, n/s, a lock, "bad". Alarm
 * ink where it breaks a limit.
 *
 * @param age ns since the value was measured; printed only when stale
 * @param priority of the worst alarm on it; INFO for none
 */
public record Readout(double value, DataState state, String ucum, long age, Priority priority) {
    public static Readout ok(double value, String ucum) {
        return new Readout(value, DataState.OK, ucum, 0, Priority.INFO);
    }

    public Figure figure() {
        return Figures.of(value, state, ucum);
    }

    /** For tips: {@code 4.34 MW}, {@code 4.34 MW, 8:00 old}, or why there is no number. */
    public String words() {
        return switch (state) {
            case OK -> figure().joined();
            case STALE -> figure().joined() + ", " + Figures.age(age) + " old";
            case NO_DATA -> "not measured";
            case NOT_SUPPORTED -> "not supported by its source";
            case FORBIDDEN -> "locked: its source may not be read";
            case BAD -> "bad: its source says that the value is wrong";
        };
    }

    /** Ends at {@code right}; number in 600, unit in 11 behind it. @return x where it begins */
    public double right(Pen pen, double size, double right, double baseline) {
        Look look = pen.look();
        Figure figure = figure();
        Font strong = look.strong(size);
        double x = right;
        if (state == DataState.FORBIDDEN) {
            pen.symbol(Symbol.LOCK, Token.MUTED, right - size, baseline - size + 1, size);
            return right - size;
        }
        if (state == DataState.STALE) {
            x = pen.right(Figures.age(age), look.condensed(11), Token.MUTED, x, baseline) - 6;
        }
        if (!figure.unit().isEmpty()) {
            x = pen.right(figure.unit(), look.body(11), Token.MUTED, x, baseline) - 3;
        }
        double end = x;
        x = pen.right(figure.number(), strong, color(pen), x, baseline);
        if (state == DataState.STALE) {
            strike(pen, x, end, baseline, size);
        }
        return x;
    }

    /** Begins at {@code x}. @return x where it ends */
    public double left(Pen pen, double size, double x, double baseline) {
        Look look = pen.look();
        Figure figure = figure();
        if (state == DataState.FORBIDDEN) {
            pen.symbol(Symbol.LOCK, Token.MUTED, x, baseline - size + 1, size);
            return x + size;
        }
        double end = pen.text(figure.number(), look.strong(size), color(pen), x, baseline);
        if (state == DataState.STALE) {
            strike(pen, x, end, baseline, size);
        }
        if (!figure.unit().isEmpty()) {
            end = pen.text(figure.unit(), look.body(11), Token.MUTED, end + 3, baseline);
        }
        return state == DataState.STALE
                ? pen.text(Figures.age(age), look.condensed(11), Token.MUTED, end + 6, baseline)
                : end;
    }

    private static void strike(Pen pen, double from, double to, double baseline, double size) {
        double y = baseline - Math.round(pen.look().scaled(size) * 0.34);
        pen.hline(Token.TEXT, from - 1, to + 1, y);
    }

    private Color color(Pen pen) {
        return switch (state) {
            case OK -> priority == Priority.INFO ? pen.look().color(Token.VALUE) : pen.ink(priority);
            case STALE, NO_DATA, NOT_SUPPORTED, FORBIDDEN, BAD -> pen.look().color(Token.MUTED);
        };
    }
}
