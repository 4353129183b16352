package millwright.views.inference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Region;
import millwright.analysis.pareto.ParetoRequest;
import millwright.analysis.pareto.ServingPoint;

/**
 * By which fields results make one frontier: what {@code --group-by} is on the command line. What was wished and these
 * results do not have waits for results that do. FX thread.
 */
final class Grouping {
    static final String SAVED = "group-by";

    private final MenuButton button = new MenuButton();
    private final Set<String> wished = new LinkedHashSet<>(ParetoRequest.DEFAULT_KEYS);
    private final Runnable changed;
    private List<String> offered = List.of();

    Grouping(Runnable changed) {
        this.changed = changed;
        button.setStyle("-fx-pref-width: 17em");
        button.setMinWidth(Region.USE_PREF_SIZE);
        offer(List.of());
    }

    MenuButton button() {
        return button;
    }

    /** What these results can be grouped by: the known fields and whatever their files or names say besides. */
    void offer(List<ServingPoint> points) {
        Set<String> fields = new LinkedHashSet<>(
                List.of("model", "hardware", "precision", "gpus", "parallelism", "isl", "osl", "concurrency"));
        points.forEach(p -> fields.addAll(p.labels().keySet()));
        if (!List.copyOf(fields).equals(offered)) {
            offered = List.copyOf(fields);
            button.getItems().setAll(offered.stream().map(this::item).toList());
        }
        tell();
    }

    private CheckMenuItem item(String field) {
        CheckMenuItem item = new CheckMenuItem(Fields.title(field));
        item.setSelected(wished.contains(field));
        item.selectedProperty().addListener((_, _, wanted) -> choose(field, wanted));
        return item;
    }

    private void choose(String field, boolean wanted) {
        if (wanted) {
            wished.add(field);
        } else {
            wished.remove(field);
        }
        tell();
        changed.run();
    }

    private void tell() {
        List<String> keys = keys();
        String words = keys.isEmpty()
                ? "nothing"
                : String.join(", ", keys.stream().map(Fields::title).toList());
        button.setText(words);
        button.setAccessibleText("Group by " + words);
    }

    /** In the order of the menu; empty puts all results into one group. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(ParetoRequest.DEFAULT_KEYS);
        keys.addAll(offered);
        return keys.stream()
                .distinct()
                .filter(wished::contains)
                .filter(offered::contains)
                .toList();
    }

    void save(Map<String, String> saved) {
        if (!wished.equals(Set.copyOf(ParetoRequest.DEFAULT_KEYS))) {
            saved.put(SAVED, String.join(",", wished));
        }
    }

    void restore(Map<String, String> saved) {
        if (saved.containsKey(SAVED)) {
            wished.clear();
            for (String field : saved.getOrDefault(SAVED, "").split(",")) {
                if (!field.isBlank()) {
                    wished.add(field.strip());
                }
            }
            button.getItems().setAll(offered.stream().map(this::item).toList());
            tell();
        }
    }
}
