package millwright.views.floor;

import java.util.stream.DoubleStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.plant.Metric;
import millwright.views.kit.LegendHistogram;

/** Below the map, or below one rack: how many cells have which value and are in which state. FX thread. */
final class FloorLegends {
    private static final String AGAINST = "/hour-ago";

    private final LegendHistogram histogram;
    private final StateLegend states;
    private final HBox node;
    private String of = "";
    /** Ends of a filter and what they are of, until that is shown. */
    private String wished = "";

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

    /**
     * A filter is of one metric, as it is or against an hour ago: it ends with them, and that of last time begins with them.
     *
     * @param values all NaN while none came yet @param chosen whether somebody chose what is shown
     */
    void scale(Scale known, Metric metric, String plural, double[] values, boolean chosen) {
        String what = metric.name() + (known.diverging() ? AGAINST : "");
        histogram.scale(known.low(), known.high(), known.diverging(), plural, v -> label(known, metric, v));
        if (!what.equals(of)) {
            of = what;
            histogram.reset();
        }
        boolean valued = DoubleStream.of(values).anyMatch(v -> !Double.isNaN(v));
        boolean same = wished.endsWith(" " + what);
        if (valued && (same || chosen)) {
            String ends = same ? wished.substring(0, wished.length() - what.length() - 1) : "";
            wished = "";
            histogram.restore(ends);
        }
    }

    /** For a workspace; empty where nothing is left out. */
    String save() {
        return histogram.brushed() ? histogram.save() + " " + of : wished;
    }

    /** Taken up when what it was of is shown and has values. */
    void restore(String saved) {
        wished = saved;
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
