package millwright.views.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import millwright.desk.TimeControl.Range;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import org.jspecify.annotations.Nullable;

/** Says that a list heeds what was brushed, by how much, and clears the brush everywhere; gone without one. FX thread. */
public final class BrushChip extends HBox {
    private final ViewContext context;
    private final Label words = new Label();
    private final Button clear = new Button("Clear");

    public BrushChip(ViewContext context) {
        super(6);
        this.context = context;
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(Region.USE_PREF_SIZE);
        words.getStyleClass().add("word");
        words.setMinWidth(Region.USE_PREF_SIZE);
        clear.setMinWidth(Region.USE_PREF_SIZE);
        clear.setAccessibleText("Clear the brushed range");
        clear.setOnAction(_ -> context.time().brush(null));
        getChildren().addAll(words, clear);
        show("");
    }

    /** What was brushed, or null. */
    public @Nullable Range brushed() {
        return context.time().brush().get();
    }

    /** @param leftOut rows that do not belong to the range and are not shown */
    public void filtered(int leftOut) {
        Range range = brushed();
        show(range == null ? "" : "Only " + span(range) + ", " + Figures.whole(leftOut) + " left out");
    }

    /** @param marked rows that belong to the range; all the others are shown too @param what they are: "of 12 stood then" */
    public void marked(int marked, String what) {
        Range range = brushed();
        show(range == null ? "" : "Brushed " + span(range) + ": " + Figures.whole(marked) + " " + what);
    }

    private String span(Range range) {
        return context.clockFace().seconds(range.from()) + " – "
                + context.clockFace().seconds(range.to());
    }

    private void show(String text) {
        words.setText(text);
        words.setAccessibleText(text);
        setVisible(!text.isEmpty());
        setManaged(!text.isEmpty());
    }
}
