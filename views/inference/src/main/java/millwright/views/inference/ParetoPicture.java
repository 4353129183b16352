package millwright.views.inference;

import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import millwright.analysis.pareto.ParetoReport;
import millwright.desk.draw.Look;

/** The plot of the inference screen alone, for pictures made without a window. FX thread. */
public final class ParetoPicture {
    private ParetoPicture() {}

    /** A region that draws the report at whatever size it is given, without a read-off line. */
    public static Region of(ParetoReport report, ObservableValue<Look> looks) {
        Plot plot = new Plot(looks);
        plot.show(report);
        plot.withoutReadOff();
        return plot;
    }
}
