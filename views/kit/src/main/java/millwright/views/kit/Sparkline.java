package millwright.views.kit;

import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Trend;
import millwright.feed.Priority;
import millwright.plant.MetricId;
import millwright.series.Window;

/** A trend without axes as a node: 72 x 24 in the inspector, 184 x 24 on a tile. FX thread. */
public final class Sparkline extends Drawn {
    private Window window = Window.empty(new MetricId("none"), null, 0, 1, 1);
    private double limit = Double.NaN;
    private boolean upper = true;
    private Priority beyond = Priority.HIGH;

    public Sparkline(ObservableValue<Look> looks) {
        super(looks);
        setPrefSize(72, 24);
    }

    /** @param limit NaN for none @param beyond in whose ink the trend is drawn where it breaks the limit */
    public void show(Window newWindow, double newLimit, boolean newUpper, Priority newBeyond) {
        window = newWindow;
        limit = newLimit;
        upper = newUpper;
        beyond = newBeyond;
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Trend.draw(pen, window, 0, 0, w, h, limit, upper, pen.ink(beyond));
    }
}
