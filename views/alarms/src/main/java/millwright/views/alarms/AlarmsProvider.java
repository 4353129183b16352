package millwright.views.alarms;

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
    public View create(ViewContext context) {
        return new AlarmsView(context);
    }
}
