package millwright.desk.draw;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import millwright.feed.Preview;
import millwright.plant.Plant;

/** Names with what is so beside them, wrapped, a pair below the other; screen readers read it in that order. FX thread. */
public final class FactGrid extends GridPane {
    private final double widest;
    private int rows;

    /** @param widest of the texts, px */
    public FactGrid(double widest) {
        super(16, 4);
        this.widest = widest;
    }

    /** What would follow, whoever reads it. */
    public static FactGrid of(Plant plant, Preview preview, double widest) {
        FactGrid grid = new FactGrid(widest);
        for (PreviewWords.Line line : PreviewWords.lines(plant, preview)) {
            grid.line(line.name(), line.text(), line.wrong() ? "ink-alarm-2" : "ink-text");
        }
        return grid;
    }

    public FactGrid line(String name, String text) {
        return line(name, text, "ink-text");
    }

    private FactGrid line(String name, String text, String ink) {
        Label key = new Label(name);
        key.getStyleClass().addAll("size-cell", "ink-muted");
        key.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(key, VPos.TOP);
        Label value = new Label(text);
        value.getStyleClass().addAll("size-cell", ink);
        value.setWrapText(true);
        value.setMaxWidth(widest);
        value.setMinHeight(USE_PREF_SIZE);
        add(key, 0, rows);
        add(value, 1, rows++);
        return this;
    }
}
