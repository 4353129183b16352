package millwright.views.kit;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/**
 * A table that draws only the rows in sight, straight from an immutable list: ten thousand rows that change a thousand
 * times a second cost one drawing a frame. Wheel, thumb, arrows, page keys, Home and End; Enter opens. FX thread.
 */
public final class RowTable<R> extends Drawn {
    private static final double BAR = 8;
    private static final double GUTTER = 12;
    /** What is left of a growing column in a narrow window. */
    private static final double LEAST = 44;
    /** The share that growing columns give before others are left out. */
    private static final double YIELDS = 0.4;

    private final List<TableColumn<R>> columns;
    private final ToDoubleFunction<R> height;
    private List<R> rows = List.of();
    private double[] top = {0};
    private double offset;
    private int selected = -1;
    private int hovered = -1;
    private double grabbed = -1;
    private @Nullable Object selectedKey;
    private java.util.function.Function<R, Object> key = row -> row == null ? "" : row;
    private Consumer<R> onSelect = _ -> {};
    private @Nullable Consumer<R> onOpen;
    private BiConsumer<R, Integer> onClick = (_, _) -> {};
    private RowGround<R> ground = (_, _, _) -> {};

    /** Draws behind the cells of a row: tints, bars at the left, group grounds. */
    @FunctionalInterface
    public interface RowGround<R> {
        void draw(Pen pen, R row, TableColumn.Box box);
    }

    /** @param rowHeight px at text scale 1: 28 in tables, 24 in the alarm list */
    public RowTable(ObservableValue<Look> looks, List<TableColumn<R>> columns, double rowHeight) {
        this(looks, columns, _ -> rowHeight);
    }

    /** @param rowHeight px of each row at text scale 1, for lists with group rows */
    public RowTable(ObservableValue<Look> looks, List<TableColumn<R>> columns, ToDoubleFunction<R> rowHeight) {
        super(looks);
        this.columns = List.copyOf(columns);
        this.height = rowHeight;
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        getStyleClass().add("row-table");
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> grabbed = -1);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(rowAt(e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(-1));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
        focusedProperty().subscribe(this::repaint);
    }

    /** What makes a row the same row after an update, so that the selection stays on it. */
    public RowTable<R> key(java.util.function.Function<R, Object> newKey) {
        key = newKey;
        return this;
    }

    public RowTable<R> onSelect(Consumer<R> told) {
        onSelect = told;
        return this;
    }

    /** Enter or a double click. */
    public RowTable<R> onOpen(Consumer<R> told) {
        onOpen = told;
        return this;
    }

    /** A click, with the number of the column. */
    public RowTable<R> onClick(BiConsumer<R, Integer> told) {
        onClick = told;
        return this;
    }

    public RowTable<R> ground(RowGround<R> drawn) {
        ground = drawn;
        return this;
    }

    /** Takes over the rows and draws. The list must not change afterwards. Nothing scrolls. */
    public void show(List<R> newRows) {
        rows = newRows;
        top = new double[newRows.size() + 1];
        for (int i = 0; i < newRows.size(); i++) {
            top[i + 1] = top[i] + look().scaled(height.applyAsDouble(newRows.get(i)));
        }
        selected = selectedKey == null ? -1 : find(selectedKey);
        clampOffset();
        repaint();
    }

    /** Selects by key without telling {@link #onSelect}; null for nothing. */
    public void select(@Nullable Object rowKey) {
        selectedKey = rowKey;
        selected = rowKey == null ? -1 : find(rowKey);
        repaint();
    }

    /** Scrolls no further than needed to have the selected row in sight. */
    public void reveal() {
        if (selected >= 0 && selected < rows.size()) {
            reveal(selected);
        }
    }

    public @Nullable R selected() {
        return selected >= 0 && selected < rows.size() ? rows.get(selected) : null;
    }

    public List<R> rows() {
        return rows;
    }

    /** First row in sight. */
    public int firstVisible() {
        return Math.max(0, indexAt(offset));
    }

    private int find(Object rowKey) {
        for (int i = 0; i < rows.size(); i++) {
            if (rowKey.equals(key.apply(rows.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        double room = room();
        double wide = w - gutter();
        double[] x = edges(wide);
        double head = headHeight();
        pen.graphics().save();
        pen.graphics().beginPath();
        pen.graphics().rect(0, head, w, room);
        pen.graphics().clip();
        for (int i = firstVisible(); i < rows.size() && top[i] - offset < room; i++) {
            row(pen, i, x, head + Math.round(top[i] - offset), wide);
        }
        pen.graphics().restore();
        heading(pen, x, head, wide);
        thumb(pen, w, head, room);
    }

    private void row(Pen pen, int i, double[] x, double y, double w) {
        R row = rows.get(i);
        double h = top[i + 1] - top[i];
        double baseline = y + Math.round(h / 2 + look().scaled(4));
        boolean chosen = i == selected;
        if (chosen || i == hovered) {
            pen.fill(chosen ? Token.ROW_SELECTED : Token.ROW_HOVER, 0, y, w, h);
        }
        ground.draw(pen, row, new TableColumn.Box(0, y, w, h, baseline, chosen));
        for (int c = 0; c < columns.size(); c++) {
            if (x[c + 1] <= x[c]) {
                continue;
            }
            double right = x[c + 1] - inset(c);
            columns.get(c).cell().draw(pen, row, new TableColumn.Box(x[c], y, right - x[c], h, baseline, chosen));
        }
        pen.hline(Token.HAIR, 0, w, y + h - 1);
        if (chosen && isFocused()) {
            pen.frame(Token.FOCUS, 0, y, w, h - 1);
        }
    }

    private void heading(Pen pen, double[] x, double head, double w) {
        for (int c = 0; c < columns.size(); c++) {
            TableColumn<R> column = columns.get(c);
            if (x[c + 1] <= x[c]) {
                continue;
            }
            double baseline = head - look().scaled(10);
            if (column.right()) {
                pen.right(column.title(), look().body(Fonts.LABEL), Token.MUTED, x[c + 1] - inset(c), baseline);
            } else {
                pen.text(column.title(), look().body(Fonts.LABEL), Token.MUTED, x[c], baseline);
            }
        }
        pen.hline(Token.LINE, 0, w, head - 1);
    }

    private void thumb(Pen pen, double w, double head, double room) {
        double all = top[rows.size()];
        if (all > room) {
            double size = Math.max(24, room * room / all);
            double y = head + (room - size) * offset / (all - room);
            pen.fill(Token.THUMB, w - BAR, Math.round(y), BAR - 2, Math.round(size));
        }
    }

    /** Room for the thumb, only where there is one. */
    private double gutter() {
        return top[rows.size()] > room() ? GUTTER : 0;
    }

    /** Numbers keep a distance to the next column; the last ones end where the table ends. */
    private double inset(int column) {
        return columns.get(column).right() && column < columns.size() - 1 ? 12 : 0;
    }

    private double headHeight() {
        return look().scaled(28);
    }

    private double room() {
        return Math.max(0, Math.floor(getHeight()) - headHeight());
    }

    /** Where there is room growing columns share it; where there is too little the last of them yields first. */
    private double[] edges(double w) {
        double[] wide = new double[columns.size()];
        double spare = w;
        double yields = 0;
        int growing = 0;
        for (int c = 0; c < wide.length; c++) {
            wide[c] = look().scaled(columns.get(c).width());
            spare -= wide[c];
            growing += columns.get(c).grow() ? 1 : 0;
            yields += columns.get(c).grow() ? wide[c] * YIELDS : 0;
        }
        for (int c = wide.length - 1; c >= 0; c--) {
            if (columns.get(c).spare() && spare + yields < 0) {
                spare += wide[c];
                yields -= columns.get(c).grow() ? wide[c] * YIELDS : 0;
                growing -= columns.get(c).grow() ? 1 : 0;
                wide[c] = 0;
            }
        }
        for (int c = wide.length - 1; c >= 0; c--) {
            if (columns.get(c).grow() && wide[c] > 0) {
                double more =
                        spare < 0 ? Math.max(spare, Math.min(0, look().scaled(LEAST) - wide[c])) : spare / growing--;
                wide[c] += more;
                spare -= more;
            }
        }
        double[] x = new double[wide.length + 1];
        for (int c = 0; c < wide.length; c++) {
            x[c + 1] = x[c] + wide[c];
        }
        return x;
    }

    private int indexAt(double y) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int mid = (low + high) >>> 1;
            if (top[mid + 1] <= y) {
                low = mid + 1;
            } else {
                high = mid - 1;
            }
        }
        return low;
    }

    private int rowAt(double y) {
        double inside = y - headHeight();
        int index = inside < 0 ? -1 : indexAt(inside + offset);
        return index >= rows.size() ? -1 : index;
    }

    private void hover(int row) {
        if (row != hovered) {
            hovered = row;
            repaint();
        }
    }

    private void wheel(ScrollEvent event) {
        scrollTo(offset - event.getDeltaY());
        event.consume();
    }

    private void scrollTo(double newOffset) {
        offset = newOffset;
        clampOffset();
        repaint();
    }

    private void clampOffset() {
        offset = Math.clamp(offset, 0, Math.max(0, top[rows.size()] - room()));
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (gutter() > 0 && event.getX() > getWidth() - GUTTER) {
            grabbed = event.getY();
            return;
        }
        int row = rowAt(event.getY());
        if (row >= 0) {
            choose(row);
            onClick.accept(rows.get(row), columnAt(event.getX()));
            if (event.getClickCount() == 2) {
                open(rows.get(row));
            }
        }
    }

    private int columnAt(double px) {
        double[] x = edges(Math.floor(getWidth()) - gutter());
        int c = 0;
        while (c < columns.size() - 1 && px >= x[c + 1]) {
            c++;
        }
        return c;
    }

    private void drag(MouseEvent event) {
        if (grabbed >= 0 && room() > 0) {
            double moved = event.getY() - grabbed;
            grabbed = event.getY();
            scrollTo(offset + moved * top[rows.size()] / room());
        }
    }

    private void choose(int row) {
        selected = row;
        selectedKey = key.apply(rows.get(row));
        setAccessibleText("row " + (row + 1) + " of " + rows.size() + ": " + selectedKey);
        onSelect.accept(rows.get(row));
        repaint();
    }

    /** False where nothing is opened from here. */
    private boolean open(R row) {
        Consumer<R> opens = onOpen;
        if (opens != null) {
            opens.accept(row);
        }
        return opens != null;
    }

    private void keyed(KeyEvent event) {
        if (event.isShortcutDown()) {
            return; // Ctrl with Page Up or Down changes the tab
        }
        int last = rows.size() - 1;
        int page = Math.max(1, (int) (room() / look().scaled(28)) - 1);
        int target = switch (event.getCode()) {
            case UP -> Math.max(0, selected - 1);
            case DOWN -> Math.min(last, selected + 1);
            case PAGE_UP -> Math.max(0, selected - page);
            case PAGE_DOWN -> Math.min(last, selected + page);
            case HOME -> 0;
            case END -> last;
            case ENTER -> -2;
            default -> -1;
        };
        R now = selected();
        if (target == -2 && now != null) {
            if (open(now)) {
                event.consume();
            }
        } else if (target >= 0 && target <= last) {
            choose(target);
            reveal(target);
            event.consume();
        }
    }

    private void reveal(int row) {
        if (top[row] < offset) {
            scrollTo(top[row]);
        } else if (top[row + 1] > offset + room()) {
            scrollTo(top[row + 1] - room());
        }
    }
}
