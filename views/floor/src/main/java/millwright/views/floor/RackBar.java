package millwright.views.floor;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import millwright.views.kit.Saved;
import org.jspecify.annotations.Nullable;

/** The controls of one rack seen from near: what stands in cells, the racks beside it, the way back. FX thread. */
final class RackBar {
    private final HBox bar = new HBox();
    private final Map<InCell, ToggleButton> cells = new EnumMap<>(InCell.class);
    private final Button previous = new Button();
    private final Button next = new Button();

    /** @param step told -1 or 1 */
    RackBar(Runnable changed, IntConsumer step, Runnable back) {
        bar.getStyleClass().add("tool-bar-row");
        HBox choice = new HBox();
        choice.getStyleClass().setAll("segments");
        for (InCell what : InCell.values()) {
            ToggleButton button = new ToggleButton(what.label());
            button.setAccessibleText("In cell: " + what.label());
            button.setSelected(what != InCell.CLOCK);
            button.setOnAction(_ -> changed.run());
            int last = InCell.values().length - 1;
            button.getStyleClass().add(what.ordinal() == 0 ? "first" : what.ordinal() == last ? "last" : "middle");
            cells.put(what, button);
            choice.getChildren().add(button);
        }
        Button hall = new Button("Hall");
        hall.setAccessibleText("Back to the hall");
        hall.setOnAction(_ -> back.run());
        previous.setOnAction(_ -> step.accept(-1));
        next.setOnAction(_ -> step.accept(1));
        bar.getChildren().addAll(new Label("In cell"), choice, hall, previous, next);
        bar.setMinWidth(Region.USE_PREF_SIZE);
    }

    Node node() {
        return bar;
    }

    /** @param before name of the rack before, empty for none @param after likewise */
    void beside(String before, String after) {
        name(previous, "‹ " + before, before, "Previous rack ");
        name(next, after + " ›", after, "Next rack ");
    }

    private static void name(Button button, String text, String rack, String words) {
        if (!button.getText().equals(text)) {
            button.setText(text);
            button.setAccessibleText(words + rack);
            button.setDisable(rack.isEmpty());
        }
    }

    String save() {
        return Saved.names(inCell());
    }

    void restore(@Nullable String saved) {
        Set<InCell> shown = Saved.all(InCell.class, saved);
        if (shown != null) {
            cells.forEach((what, button) -> button.setSelected(shown.contains(what)));
        }
    }

    Set<InCell> inCell() {
        Set<InCell> shown = EnumSet.noneOf(InCell.class);
        cells.forEach((what, button) -> {
            if (button.isSelected()) {
                shown.add(what);
            }
        });
        return shown;
    }
}
