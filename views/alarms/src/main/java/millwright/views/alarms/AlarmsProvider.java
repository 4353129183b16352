package millwright.views.alarms;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The alarm list in the rail. */
public final class AlarmsProvider implements ViewProvider {
    @Override
    public String id() {
        return "alarms";
    }

    @Override
    public String title() {
        return "Alarms";
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public Symbol icon() {
        return Symbol.ALARMS;
    }

    @Override
    public List<Key> keys() {
        return List.of(
                new Key("A", "acknowledge the alarm or group"),
                new Key("Right, Left", "all of a group, or its first"),
                new Key("Enter", "open the timeline there"));
    }

    @Override
    public View create(ViewContext context) {
        return new AlarmsView(context);
    }
}
