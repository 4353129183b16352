package millwright.desk.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.HBox;
import millwright.desk.ViewContext.Demand;
import millwright.desk.draw.Figures;
import millwright.desk.draw.PointWords;
import millwright.feed.ControlAction;
import millwright.feed.WritablePoints;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the value that is asked of a point, beside the one that its source shows now; begins at that one unless something
 * was chosen before it was heard. Asks for the shown value while it is on screen. FX thread.
 */
final class PointEditor extends HBox {
    private final ShellContext context;
    private final EntityId entity;
    private final MetricId metric;
    private final MetricId shownBy;
    private final Consumer<Double> chosen;
    private final Label shown = new Label();
    private final ChoiceBox<String> words = new ChoiceBox<>();
    private final Spinner<Double> number = new Spinner<>();
    private @Nullable Demand demand;
    private boolean begun;

    PointEditor(ShellContext context, ControlAction.SetPoint set, Consumer<ControlAction> changed) {
        super(8);
        this.context = context;
        this.entity = set.targets().getFirst();
        this.metric = set.metric();
        Plant plant = context.model.plant();
        this.shownBy = WritablePoints.shownBy(plant.nativeIds(entity), metric).orElse(metric);
        this.chosen = value -> {
            begun = true;
            changed.accept(new ControlAction.SetPoint(set.header(), set.targets(), metric, value));
        };
        setAlignment(Pos.CENTER_LEFT);
        shown.getStyleClass().add("small");
        getChildren().add(new Label(PointWords.name(metric)));
        if (PointWords.isState(metric)) {
            words(set.value());
        } else {
            number(set.value());
        }
        getChildren().add(shown);
        begun = !Double.isNaN(PointActions.shown(context, entity, shownBy));
        sceneProperty().subscribe(this::attend);
        beat();
    }

    private void words(double value) {
        words.getItems().setAll(List.of("no", "yes"));
        words.setValue(value == 0 ? "no" : "yes");
        words.setAccessibleText(PointWords.name(metric));
        words.valueProperty().subscribe((_, word) -> chosen.accept(word.equals("yes") ? 1.0 : 0.0));
        getChildren().add(words);
    }

    private void number(double value) {
        Metric of = Catalogue.standard().get(metric);
        number.setValueFactory(new SpinnerValueFactory.DoubleSpinnerValueFactory(
                of.lowest(), of.highest(), value, Math.max(of.quantum(), 0.5)));
        number.setEditable(true);
        number.setPrefWidth(110 * context.zoom);
        number.setAccessibleText(PointWords.name(metric));
        number.valueProperty().subscribe((_, next) -> chosen.accept(next));
        getChildren().addAll(number, new Label(Figures.unit(of.unit())));
    }

    private void attend(@Nullable Scene scene) {
        if (scene != null && demand == null) {
            context.model.plant().find(entity).ifPresent(e -> demand = context.model.demand(shownBy, e.kind()));
        } else if (scene == null && demand != null) {
            demand.close();
            demand = null;
        }
    }

    /** Shows what the source shows. */
    void beat() {
        double now = PointActions.shown(context, entity, shownBy);
        shown.setText("shown now: " + PointWords.value(shownBy, now));
        if (begun || Double.isNaN(now)) {
            return;
        }
        begun = true;
        double start = PointActions.start(metric, now);
        if (PointWords.isState(metric)) {
            words.setValue(start == 0 ? "no" : "yes");
        } else {
            number.getValueFactory().setValue(start);
        }
    }
}
