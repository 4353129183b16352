package millwright.views.timeline;

import millwright.feed.Incident;
import millwright.feed.Interval;

/** A bracket over the lanes as it stands, px; its words may lie beside it. Immutable. */
sealed interface Bracket {
    /** Where the span begins. */
    double from();

    double to();

    /** Left end of the words or of the span, whichever is further out. */
    double left();

    double right();

    double top();

    record OfIncident(Incident incident, double from, double to, double left, double right, double top)
            implements Bracket {}

    record OfRun(Interval run, double from, double to, double left, double right, double top) implements Bracket {}
}
