package millwright.views.power;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The power screen in the rail. */
public final class PowerProvider implements ViewProvider {
    @Override
    public String id() {
        return "power";
    }

    @Override
    public String title() {
        return "Power";
    }

    @Override
    public int order() {
        return 3;
    }

    @Override
    public Symbol icon() {
        return Symbol.POWER;
    }

    @Override
    public List<Key> keys() {
        return List.of(
                new Key("Arrows", "from block to block of the one-line"),
                new Key("Enter", "show what binds on the floor"));
    }

    @Override
    public View create(ViewContext context) {
        return new PowerView(context);
    }
}
