package millwright.bench;

import javafx.beans.value.ObservableValue;
import millwright.desk.ClockFace;
import millwright.desk.Controls;
import millwright.desk.Navigation;
import millwright.desk.Selection;
import millwright.desk.Situation;
import millwright.desk.TimeControl;
import millwright.desk.ViewContext;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.feed.Sessions;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.History;
import millwright.series.Latest;
import millwright.series.LatestValues;
import millwright.styles.Palette;
import millwright.styles.Theme;

/** The made-up plant of the screens' tests with one column of the benchmark's own. FX thread. */
final class BenchContext implements ViewContext {
    private final FixtureContext fixture;
    private final LatestValues values;
    private Latest column;

    BenchContext(Plant plant, Latest first) {
        fixture = new FixtureContext(plant, Mood.LIVE, Theme.DARK);
        column = first;
        values = (metric, kind) -> metric.equals(column.metric()) && kind == column.kind()
                ? column
                : fixture.latest().latest(metric, kind);
    }

    void replace(Latest next) {
        column = next;
    }

    @Override
    public Situation situation() {
        return fixture.situation();
    }

    @Override
    public LatestValues latest() {
        return values;
    }

    @Override
    public History history() {
        return fixture.history();
    }

    @Override
    public Catalogue catalogue() {
        return fixture.catalogue();
    }

    @Override
    public Demand demand(MetricId metric, EntityKind kind) {
        return () -> {};
    }

    @Override
    public Selection selection() {
        return fixture.selection();
    }

    @Override
    public TimeControl time() {
        return fixture.time();
    }

    @Override
    public Controls controls() {
        return fixture.controls();
    }

    @Override
    public Navigation navigation() {
        return fixture.navigation();
    }

    @Override
    public Sessions sessions() {
        return fixture.sessions();
    }

    @Override
    public ObservableValue<Palette> palette() {
        return fixture.palette();
    }

    @Override
    public void onFx(Runnable work) {
        fixture.onFx(work);
    }

    @Override
    public ClockFace clockFace() {
        return fixture.clockFace();
    }
}
