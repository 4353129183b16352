package millwright.views.kit;

import java.util.function.Function;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;

/**
 * One column of a {@link RowTable}.
 *
 * @param width px at text scale 1 @param grow takes a share of the room that is left over @param right numbers are
 * @param spare left out where the window is too narrow for all; what it tells is also told elsewhere
 */
public record TableColumn<R>(String title, double width, boolean grow, boolean right, boolean spare, Cell<R> cell) {
    public TableColumn(String title, double width, boolean grow, boolean right, Cell<R> cell) {
        this(title, width, grow, right, false, cell);
    }

    /** Draws one cell. */
    @FunctionalInterface
    public interface Cell<R> {
        void draw(Pen pen, R row, Box box);
    }

    /** Where a cell lies. @param baseline of 12 px text */
    public record Box(double x, double y, double w, double h, double baseline, boolean selected) {}

    public static <R> TableColumn<R> text(String title, double width, Function<R, String> text, Token ink) {
        return new TableColumn<>(
                title,
                width,
                false,
                false,
                (pen, row, box) -> pen.text(
                        text.apply(row), pen.look().body(Fonts.CELL), ink, box.x(), box.baseline(), box.w() - 8));
    }

    /** Weight 600, for names and ids. */
    public static <R> TableColumn<R> name(String title, double width, Function<R, String> text) {
        return new TableColumn<>(
                title,
                width,
                false,
                false,
                (pen, row, box) -> pen.text(
                        text.apply(row),
                        pen.look().strong(Fonts.CELL),
                        Token.STRONG,
                        box.x(),
                        box.baseline(),
                        box.w() - 8));
    }

    public static <R> TableColumn<R> number(String title, double width, Function<R, String> text, Token ink) {
        return new TableColumn<>(
                title,
                width,
                false,
                true,
                (pen, row, box) -> pen.right(
                        text.apply(row), pen.look().body(Fonts.CELL), ink, box.x() + box.w(), box.baseline()));
    }

    public TableColumn<R> growing() {
        return new TableColumn<>(title, width, true, right, spare, cell);
    }

    public TableColumn<R> spared() {
        return new TableColumn<>(title, width, grow, right, true, cell);
    }
}
