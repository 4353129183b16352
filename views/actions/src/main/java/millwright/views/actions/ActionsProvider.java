package millwright.views.actions;

import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The actions in the rail. */
public final class ActionsProvider implements ViewProvider {
    @Override
    public String id() {
        return "actions";
    }

    @Override
    public String title() {
        return "Actions";
    }

    @Override
    public int order() {
        return 9;
    }

    @Override
    public Symbol icon() {
        return Symbol.ACTIONS;
    }

    @Override
    public View create(ViewContext context) {
        return new ActionsView(context);
    }
}
