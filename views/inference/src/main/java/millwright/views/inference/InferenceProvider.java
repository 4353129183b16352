package millwright.views.inference;

import java.util.List;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** Inference in the rail. */
public final class InferenceProvider implements ViewProvider {
    @Override
    public String id() {
        return "inference";
    }

    @Override
    public String title() {
        return "Inference";
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public Symbol icon() {
        return Symbol.INFERENCE;
    }

    @Override
    public List<Key> keys() {
        return List.of(
                new Key("Left, Right", "move the line of the promise, with Shift in large steps"),
                new Key("Home, End", "to its ends"),
                new Key("Enter", "pin the configuration at it"));
    }

    @Override
    public View create(ViewContext context) {
        return new InferenceView(context);
    }
}
