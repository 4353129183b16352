package millwright.desk.shell;

import java.util.Map;
import javafx.scene.Node;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** A real screen that throws where it is told to, and counts what is asked of it. FX thread. */
final class Breaking implements ViewProvider {
    /** Where it throws, and what its card says then. */
    enum Where {
        CREATE("could not be opened"),
        NODE("could not be opened"),
        PULSE("stopped while drawing"),
        SAVE("could not say what to remember"),
        NOWHERE("");

        final String told;

        Where(String told) {
            this.told = told;
        }
    }

    private final ViewProvider real;
    Where where = Where.NOWHERE;
    int opened;
    int closed;
    int pulses;

    Breaking(ViewProvider real) {
        this.real = real;
    }

    private void check(Where here) {
        if (where == here) {
            throw new IllegalStateException("planted in " + id() + " at " + here);
        }
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public String title() {
        return real.title();
    }

    @Override
    public int order() {
        return real.order();
    }

    @Override
    public Symbol icon() {
        return real.icon();
    }

    @Override
    public View create(ViewContext context) {
        check(Where.CREATE);
        View view = real.create(context);
        opened++;
        return new Screen(view);
    }

    private final class Screen implements View {
        private final View view;

        Screen(View view) {
            this.view = view;
        }

        @Override
        public Node node() {
            check(Where.NODE);
            return view.node();
        }

        @Override
        public void pulse(long now) {
            check(Where.PULSE);
            view.pulse(now);
            pulses++;
        }

        @Override
        public Map<String, String> save() {
            check(Where.SAVE);
            return view.save();
        }

        @Override
        public void restore(Map<String, String> saved) {
            view.restore(saved);
        }

        @Override
        public void close() {
            closed++;
            view.close();
        }
    }
}
