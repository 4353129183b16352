package millwright.views.floor;

import javafx.beans.value.ObservableValue;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.plant.Metric;
import millwright.views.kit.LegendHistogram;

/** Below the map, or below one rack: how many cells have which value and are in which state. FX thread. */
final class FloorLegends {
    private final LegendHistogram histogram;
    private final StateLegend states;
    private final HBox node;

    FloorLegends(ObservableValue<Look> looks, Runnable brushed) {
        histogram = new LegendHistogram(looks).onBrush((_, _) -> brushed.run());
        states = new StateLegend(looks);
        node = new HBox(20, histogram, states);
        HBox.setHgrow(histogram, Priority.SOMETIMES);
        histogram.setMaxWidth(640);
        histogram.setPrefWidth(600);
        HBox.setHgrow(states, Priority.ALWAYS);
        states.setPrefWidth(576);
    }

    HBox node() {
        return node;
    }

    LegendHistogram histogram() {
        return histogram;
    }

    void show(boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    void scale(Scale known, Metric metric, String plural) {
        histogram.scale(known.low(), known.high(), known.diverging(), plural, v -> label(known, metric, v));
    }

    void count(double[] values, byte[] told, int capped) {
        histogram.count(values);
        states.count(told, capped);
    }

    /** A value of the scale with its unit. */
    static String label(Scale of, Metric metric, double value) {
        String unit = metric.unit().equals("1") && of.high() <= 1.5 ? " %" : " " + Figures.unit(metric.unit());
        return CellInk.text(of, value) + (unit.isBlank() ? "" : unit);
    }
}
