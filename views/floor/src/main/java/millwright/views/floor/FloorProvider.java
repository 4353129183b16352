package millwright.views.floor;

import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The floor in the rail. */
public final class FloorProvider implements ViewProvider {
    @Override
    public String id() {
        return "floor";
    }

    @Override
    public String title() {
        return "Floor";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public Symbol icon() {
        return Symbol.FLOOR;
    }

    @Override
    public View create(ViewContext context) {
        return new FloorView(context);
    }
}
