package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import millwright.plant.Layer;

/** Which lanes are shown; the menu stays open while several are switched. At least one remains. FX thread. */
final class LayerMenu {
    private final MenuButton button = new MenuButton();
    private final List<CheckBox> boxes = new ArrayList<>();
    private Runnable onChange = () -> {};

    LayerMenu() {
        for (Layer layer : Layer.values()) {
            CheckBox box = new CheckBox(name(layer));
            box.setSelected(true);
            box.setOnAction(_ -> changed(box));
            boxes.add(box);
            button.getItems().add(new CustomMenuItem(box, false));
        }
        button.setAccessibleText("Layers shown");
        tell();
    }

    static String name(Layer layer) {
        return layer == Layer.GPU
                ? "GPU"
                : layer.name().charAt(0) + layer.name().substring(1).toLowerCase(Locale.ROOT);
    }

    MenuButton button() {
        return button;
    }

    void onChange(Runnable told) {
        onChange = told;
    }

    List<Layer> shown() {
        return Arrays.stream(Layer.values())
                .filter(l -> boxes.get(l.ordinal()).isSelected())
                .toList();
    }

    void show(Layer layer, boolean shown) {
        CheckBox box = boxes.get(layer.ordinal());
        box.setSelected(shown);
        changed(box);
    }

    private void changed(CheckBox box) {
        if (shown().isEmpty()) {
            box.setSelected(true);
        }
        tell();
        onChange.run();
    }

    private void tell() {
        button.setText(shown().size() + " / " + boxes.size());
    }

    /** Names of the layers left out. */
    String save() {
        return Arrays.stream(Layer.values())
                .filter(l -> !shown().contains(l))
                .map(Layer::name)
                .collect(Collectors.joining(" "));
    }

    void restore(String hidden) {
        List<String> names = List.of(hidden.split(" "));
        for (Layer layer : Layer.values()) {
            boxes.get(layer.ordinal()).setSelected(!names.contains(layer.name()));
        }
        tell();
    }
}
