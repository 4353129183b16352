package millwright.series;

import java.util.List;
import java.util.concurrent.CompletionStage;
import millwright.plant.Catalogue;

/**
 * What was measured, wherever it is kept: the live store, a desk's link, a capture, a Prometheus-API store. Any thread;
 * answers arrive on a thread of the history's own.
 */
public interface History {
    /** The metrics that it can answer for. */
    Catalogue describe();

    /** Windows are answered in the order asked. A failed stage carries a one-line reason. */
    CompletionStage<List<Window>> query(WindowQuery query);
}
