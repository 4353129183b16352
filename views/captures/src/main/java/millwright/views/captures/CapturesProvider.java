package millwright.views.captures;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** Captures in the rail. */
public final class CapturesProvider implements ViewProvider {
    @Override
    public String id() {
        return "captures";
    }

    @Override
    public String title() {
        return "Captures";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Symbol icon() {
        return Symbol.CAPTURES;
    }

    @Override
    public List<Key> keys() {
        return List.of(new Key("Enter", "open the capture"));
    }

    @Override
    public View create(ViewContext context) {
        return new CapturesView(context);
    }
}
