package millwright.views.kit;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import millwright.desk.draw.Figures;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import org.jspecify.annotations.Nullable;

/** Chooses one of the metrics that a kind of entity may carry, by title and unit. FX thread. */
public final class MetricPicker extends ComboBox<Metric> {
    public MetricPicker(Catalogue catalogue, EntityKind kind, Consumer<Metric> onChoose) {
        List<Metric> metrics = catalogue.metrics().stream()
                .filter(m -> m.on().contains(kind) && m.kind() == MetricKind.GAUGE)
                .toList();
        getItems().setAll(metrics);
        setAccessibleText("Metric");
        setPrefWidth(236);
        setVisibleRowCount(14);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Metric metric) {
                return metric == null ? "" : title(metric);
            }

            @Override
            public @Nullable Metric fromString(String text) {
                return metrics.stream()
                        .filter(m -> title(m).equals(text))
                        .findFirst()
                        .orElse(null);
            }
        });
        getSelectionModel().selectedItemProperty().addListener((_, before, after) -> {
            if (after != null && before != null) {
                onChoose.accept(after);
            }
        });
    }

    public void choose(MetricId id) {
        getItems().stream().filter(m -> m.id().equals(id)).findFirst().ifPresent(this::setValue);
    }

    private static String title(Metric metric) {
        String unit = Figures.unit(metric.unit());
        return unit.isEmpty() ? metric.title() : metric.title() + ", " + unit;
    }
}
