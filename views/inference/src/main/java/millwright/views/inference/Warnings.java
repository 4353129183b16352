package millwright.views.inference;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.plant.Count;

/** What is compared, the first reason for caution beside it, and all of them on demand, to be read and copied. FX thread. */
final class Warnings extends VBox {
    private static final int ROWS = 7;

    private final Label told = new Label();
    private final ToggleButton all = new ToggleButton();
    private final TextArea list = new TextArea();

    Warnings() {
        super(6);
        told.setMinWidth(0);
        told.setMinHeight(Region.USE_PREF_SIZE);
        told.setWrapText(true);
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMaxWidth(Double.MAX_VALUE);
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setOnAction(_ -> open(all.isSelected()));
        list.setEditable(false);
        list.setWrapText(true);
        list.setPrefRowCount(ROWS);
        list.setMinHeight(Region.USE_PREF_SIZE);
        list.setAccessibleText("Warnings about what is compared");
        getChildren().addAll(new HBox(8, told, all), list);
        show("", List.of());
    }

    private void open(boolean opened) {
        list.setVisible(opened);
        list.setManaged(opened);
    }

    void show(String text, List<String> warnings) {
        told.setText(warnings.isEmpty() ? text : text + "; " + warnings.getFirst());
        boolean more = warnings.size() > 1;
        all.setText("All " + Count.of(warnings.size(), "warning"));
        all.setVisible(more);
        all.setManaged(more);
        String lines = String.join("\n", warnings);
        if (!lines.equals(list.getText())) {
            list.setText(lines);
        }
        open(more && all.isSelected());
    }
}
