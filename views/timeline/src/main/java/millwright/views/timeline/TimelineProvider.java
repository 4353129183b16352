package millwright.views.timeline;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The timeline in the rail. */
public final class TimelineProvider implements ViewProvider {
    @Override
    public String id() {
        return "timeline";
    }

    @Override
    public String title() {
        return "Timeline";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Symbol icon() {
        return Symbol.TIMELINE;
    }

    @Override
    public List<Key> keys() {
        return List.of(new Key("Enter", "on the lanes: go to the instant pointed at"));
    }

    @Override
    public View create(ViewContext context) {
        return new TimelineView(context);
    }
}
