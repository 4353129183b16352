package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.styles.Symbol;

/** Screens that behave, and screens that throw where they are told to. */
final class TestViews {
    enum Throws {
        NOWHERE,
        CREATE,
        PULSE,
        EVENT,
        LATER
    }

    private TestViews() {}

    static final class Provider implements ViewProvider {
        private final String id;
        private final int order;
        Throws where;
        final List<Screen> made = new ArrayList<>();

        Provider(String id, int order, Throws where) {
            this.id = id;
            this.order = order;
            this.where = where;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String title() {
            return Character.toUpperCase(id.charAt(0)) + id.substring(1);
        }

        @Override
        public int order() {
            return order;
        }

        @Override
        public Symbol icon() {
            return Symbol.valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }

        @Override
        public View create(ViewContext context) {
            if (where == Throws.CREATE) {
                throw new IllegalStateException("planted in create");
            }
            Screen screen = new Screen(this, context);
            made.add(screen);
            return screen;
        }
    }

    static final class Screen implements View {
        final Provider provider;
        final ViewContext context;
        final Button button = new Button("press me");
        final VBox node = new VBox(8, new Label("screen"), button);
        int pulses;
        boolean closed;
        String remembered = "";

        Screen(Provider provider, ViewContext context) {
            this.provider = provider;
            this.context = context;
            node.getStyleClass().add("view");
            context.demand(new MetricId("gpu.power"), EntityKind.GPU);
            button.setOnAction(_ -> {
                if (provider.where == Throws.EVENT) {
                    throw new IllegalStateException("planted in a handler");
                }
                if (provider.where == Throws.LATER) {
                    context.onFx(() -> {
                        throw new IllegalStateException("planted in later work");
                    });
                }
            });
        }

        @Override
        public Node node() {
            return node;
        }

        @Override
        public void pulse(long now) {
            pulses++;
            if (provider.where == Throws.PULSE) {
                throw new IllegalStateException("planted in pulse");
            }
        }

        @Override
        public Map<String, String> save() {
            return Map.of("text", remembered);
        }

        @Override
        public void restore(Map<String, String> saved) {
            remembered = saved.getOrDefault("text", "");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    static List<ViewProvider> all(Throws where) {
        List<ViewProvider> views = new ArrayList<>();
        String[] ids = {"overview", "floor", "power", "inference", "timeline", "alarms", "actions", "captures"};
        for (int i = 0; i < ids.length; i++) {
            views.add(new Provider(ids[i], i + 1, i == 1 ? where : Throws.NOWHERE));
        }
        return views;
    }
}
