package millwright.views.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The controls over a screen, side by side; those that have no room, as with large text, go on in a further row. Nothing is cut as long as it fits into a row by itself. FX thread.
 */
public final class ToolRow extends Pane {
    private static final double GAP = 16;
    private static final double BETWEEN_ROWS = 6;

    private @Nullable HBox end;

    public ToolRow() {
        setMinWidth(0);
    }

    /** Adds a label and its controls, which stay in one row. */
    public HBox add(String label, Node... controls) {
        HBox group = new HBox(8);
        group.getStyleClass().add("tool-bar-row");
        if (!label.isEmpty()) {
            Label name = new Label(label);
            name.setMinWidth(Region.USE_PREF_SIZE);
            group.getChildren().add(name);
        }
        group.getChildren().addAll(controls);
        getChildren().add(group);
        return group;
    }

    /** Adds what ends at the right of its row. */
    public void end(Node... controls) {
        end = add("", controls);
    }

    private record Row(List<Node> parts, double width, double height) {}

    private List<Row> rows(double room) {
        List<Row> rows = new ArrayList<>();
        List<Node> parts = new ArrayList<>();
        double used = 0;
        double high = 0;
        for (Node child : getManagedChildren()) {
            double w = Math.min(room, child.prefWidth(-1));
            if (w <= 0) {
                continue;
            }
            if (!parts.isEmpty() && used + GAP + w > room) {
                rows.add(new Row(parts, used, high));
                parts = new ArrayList<>();
                used = 0;
                high = 0;
            }
            used += (parts.isEmpty() ? 0 : GAP) + w;
            high = Math.max(high, child.prefHeight(w));
            parts.add(child);
        }
        if (!parts.isEmpty()) {
            rows.add(new Row(parts, used, high));
        }
        return rows;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        List<Row> rows = rows(width < 0 ? Double.MAX_VALUE : width);
        return rows.stream().mapToDouble(Row::height).sum() + BETWEEN_ROWS * Math.max(0, rows.size() - 1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return rows(Double.MAX_VALUE).stream().mapToDouble(Row::width).sum();
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth();
        double y = 0;
        for (Row row : rows(room)) {
            double x = 0;
            for (Node part : row.parts()) {
                double w = Math.ceil(Math.min(room, part.prefWidth(-1)));
                double h = part.prefHeight(w);
                boolean last = part == end;
                double at = last ? Math.max(x, room - w) : x;
                part.resizeRelocate(Math.round(at), Math.round(y + (row.height() - h) / 2), w, h);
                x += w + GAP;
            }
            y += row.height() + BETWEEN_ROWS;
        }
    }
}
