package millwright.desk;

import javafx.beans.value.ObservableValue;
import millwright.feed.Sessions;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.History;
import millwright.series.LatestValues;
import millwright.styles.Palette;

/** All that a screen may touch. FX thread, unless a part says otherwise. */
public interface ViewContext {
    /** What is known of the plant now; compare {@link Situation#version} with the last one seen. */
    Situation situation();

    LatestValues latest();

    /**
     * What {@link #latest} gives of the site and of its power: of one instant, and the same to every part of the desk
     * until its version grows. Where no desk looks, looked at anew.
     */
    default Moments moments() {
        Moments now = new Moments(latest());
        now.look();
        return now;
    }

    /** Reduced windows, answered off the FX thread; {@link #onFx} brings the answer back. */
    History history();

    Catalogue catalogue();

    /** Asks the gateway for a metric for as long as the demand is open. */
    Demand demand(MetricId metric, EntityKind kind);

    Selection selection();

    TimeControl time();

    Controls controls();

    Navigation navigation();

    Sessions sessions();

    /** Changes when the theme does; Java-drawn parts read their colours here and nowhere else. */
    ObservableValue<Palette> palette();

    /** Runs later on the FX thread, unless the view was closed by then. */
    void onFx(Runnable work);

    /** How times are shown: site zone, UTC or local, as the operator chose. */
    ClockFace clockFace();

    /** What the reader asked text to be enlarged by, 1 to 2. */
    default double textScale() {
        return 1;
    }

    interface Demand extends AutoCloseable {
        @Override
        void close();
    }
}
