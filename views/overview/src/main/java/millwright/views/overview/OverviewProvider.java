package millwright.views.overview;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The overview in the rail. */
public final class OverviewProvider implements ViewProvider {
    @Override
    public String id() {
        return "overview";
    }

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Symbol icon() {
        return Symbol.OVERVIEW;
    }

    @Override
    public List<Key> keys() {
        return List.of(new Key("Enter", "open what a tile or row is about"));
    }

    @Override
    public View create(ViewContext context) {
        return new OverviewView(context);
    }
}
