package millwright.views.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A few choices side by side of which exactly one is taken. Real buttons: focus and keys work. FX thread. */
public final class SegmentedToggle<T> extends HBox {
    private final ToggleGroup group = new ToggleGroup();
    private final List<T> values = new ArrayList<>();
    private Consumer<T> onChoose = _ -> {};

    /** @param name what is chosen, for screen readers */
    public SegmentedToggle(String name) {
        getStyleClass().add("segments");
        setAccessibleText(name);
        group.selectedToggleProperty().addListener((_, before, after) -> {
            if (after == null && before != null) {
                before.setSelected(true);
            } else if (after != null && before != null) {
                onChoose.accept(values.get(group.getToggles().indexOf(after)));
            }
        });
    }

    public SegmentedToggle<T> add(String label, T value) {
        ToggleButton button = new ToggleButton(label);
        button.setToggleGroup(group);
        button.setAccessibleText(getAccessibleText() + ": " + label);
        values.add(value);
        getChildren().add(button);
        for (int i = 0; i < values.size(); i++) {
            getChildren().get(i).getStyleClass().removeAll("first", "middle", "last");
            getChildren().get(i).getStyleClass().add(i == 0 ? "first" : i == values.size() - 1 ? "last" : "middle");
        }
        if (values.size() == 1) {
            button.setSelected(true);
        }
        return this;
    }

    /** Takes the choice without telling {@link #onChoose}. */
    public void choose(T value) {
        int index = values.indexOf(value);
        if (index >= 0 && !group.getToggles().get(index).isSelected()) {
            Consumer<T> told = onChoose;
            onChoose = _ -> {};
            group.getToggles().get(index).setSelected(true);
            onChoose = told;
        }
    }

    public T chosen() {
        return values.get(Math.max(0, group.getToggles().indexOf(group.getSelectedToggle())));
    }

    public void onChoose(Consumer<T> chosen) {
        onChoose = chosen;
    }
}
