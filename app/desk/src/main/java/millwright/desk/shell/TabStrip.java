package millwright.desk.shell;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import millwright.desk.ViewProvider;
import millwright.desk.draw.Tips;
import millwright.styles.Symbol;
import millwright.styles.Symbols;

/**
 * The tabs of one pane: choose, close, add, drag into another order; tools at the right. Where they do not fit, those around
 * the one in front stand there and a menu has the rest. The arrows go from tab to tab. FX thread.
 */
final class TabStrip extends HBox {
    private final Pane pane;
    private final HBox tabs = new HBox();
    private final MenuButton more = new MenuButton();
    private final Button plus;
    private final HBox tools = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private final IdentityHashMap<OpenView, ToggleButton> made = new IdentityHashMap<>();

    TabStrip(Pane pane, Iterable<ViewProvider> providers, Consumer<ViewProvider> onAdd) {
        this.pane = pane;
        getStyleClass().add("view-tabs");
        tools.getStyleClass().add("tab-tools");
        tools.setMinWidth(USE_PREF_SIZE);
        tabs.setMinWidth(0);
        plus = add(providers, onAdd);
        plus.setMinWidth(USE_PREF_SIZE);
        more.getStyleClass().add("quiet");
        more.setMinWidth(USE_PREF_SIZE);
        more.setVisible(false);
        more.setManaged(false);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(tabs, more, plus, space, tools);
        setMinWidth(0);
    }

    private static Button add(Iterable<ViewProvider> providers, Consumer<ViewProvider> onAdd) {
        Button plus = icon(Symbol.PLUS, "Open a screen in a new tab");
        ContextMenu menu = new ContextMenu();
        for (ViewProvider provider : providers) {
            MenuItem item = new MenuItem(provider.title());
            item.setOnAction(_ -> onAdd.accept(provider));
            menu.getItems().add(item);
        }
        plus.setOnAction(_ -> menu.show(plus, javafx.geometry.Side.BOTTOM, 0, 0));
        HBox.setMargin(plus, new javafx.geometry.Insets(4, 0, 0, 6));
        return plus;
    }

    static Button icon(Symbol symbol, String name) {
        Button button = new Button();
        button.setGraphic(Symbols.node(symbol, 14));
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(name);
        button.setTooltip(Tips.of(name));
        return button;
    }

    HBox tools() {
        return tools;
    }

    /** Shows the tabs of the pane anew; those that stay are the same, so that none loses the focus. */
    void refresh() {
        List<ToggleButton> shown = pane.views().stream()
                .map(v -> made.computeIfAbsent(v, this::tab))
                .toList();
        made.keySet().retainAll(pane.views());
        group.getToggles().removeIf(t -> !made.containsValue(t));
        if (!tabs.getChildren().equals(shown)) {
            tabs.getChildren().setAll(shown);
        }
        ToggleButton front = made.get(pane.front());
        group.selectToggle(front);
        requestLayout();
    }

    private ToggleButton tab(OpenView view) {
        ToggleButton tab = new ToggleButton(view.provider().title());
        tab.getStyleClass().setAll("view-tab");
        tab.setMinWidth(USE_PREF_SIZE);
        tab.setToggleGroup(group);
        tab.setContentDisplay(ContentDisplay.RIGHT);
        Button close = new Button();
        close.setGraphic(Symbols.node(Symbol.CLOSE, 10));
        close.getStyleClass().setAll("tab-close");
        close.setAccessibleText("Close " + view.provider().title() + ", key Ctrl W");
        close.setFocusTraversable(false);
        close.setOnAction(_ -> pane.close(view));
        tab.setGraphic(close);
        tab.setOnAction(_ -> pane.front(view));
        tab.selectedProperty().subscribe(chosen -> {
            if (chosen && pane.front() != view && pane.views().contains(view)) {
                pane.front(view); // by an arrow
            }
        });
        tab.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.MIDDLE) {
                pane.close(view);
            }
        });
        tab.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> dragged(view, e));
        return tab;
    }

    /** Of the tabs those around the one in front for which there is room; the rest is in the menu. */
    @Override
    protected void layoutChildren() {
        List<Node> all = tabs.getChildren();
        double room =
                getWidth() - snappedLeftInset() - snappedRightInset() - tools.prefWidth(-1) - plus.prefWidth(-1) - 12;
        double whole = all.stream().mapToDouble(t -> t.prefWidth(-1)).sum();
        int front = Math.max(0, pane.views().indexOf(pane.front()));
        int[] kept = whole <= room ? new int[] {0, all.size()} : around(all, front, room - moreWidth(all.size()));
        for (int i = 0; i < all.size(); i++) {
            boolean in = i >= kept[0] && i < kept[1];
            all.get(i).setVisible(in);
            all.get(i).setManaged(in);
        }
        int left = all.size() - (kept[1] - kept[0]);
        more.setVisible(left > 0);
        more.setManaged(left > 0);
        more.setText(left + " more");
        more.setAccessibleText(left + " more tabs");
        if (left > 0) {
            more.getItems().clear();
            for (int i = 0; i < all.size(); i++) {
                if (!all.get(i).isVisible()) {
                    more.getItems().add(item(pane.views().get(i)));
                }
            }
        }
        super.layoutChildren();
    }

    private double moreWidth(int tabs) {
        more.setText(tabs + " more");
        return more.prefWidth(-1);
    }

    private MenuItem item(OpenView view) {
        MenuItem item = new MenuItem(view.provider().title());
        item.setOnAction(_ -> pane.front(view));
        return item;
    }

    /** @return first and one beyond the last that fit, the one in front always among them */
    private static int[] around(List<Node> all, int front, double room) {
        int from = front;
        int to = Math.min(all.size(), front + 1);
        double used = all.isEmpty() ? 0 : all.get(front).prefWidth(-1);
        while (from > 0 && used + all.get(from - 1).prefWidth(-1) <= room) {
            used += all.get(--from).prefWidth(-1);
        }
        while (to < all.size() && used + all.get(to).prefWidth(-1) <= room) {
            used += all.get(to++).prefWidth(-1);
        }
        return new int[] {from, to};
    }

    /** Past the middle of a neighbour the two change places. */
    private void dragged(OpenView view, MouseEvent event) {
        double x = tabs.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
        int from = pane.views().indexOf(view);
        for (int i = 0; i < tabs.getChildren().size(); i++) {
            double left = tabs.getChildren().get(i).getBoundsInParent().getMinX();
            double middle =
                    (left + tabs.getChildren().get(i).getBoundsInParent().getMaxX()) / 2;
            if (i < from && x < middle || i > from && x > middle) {
                Node moved = tabs.getChildren().remove(from);
                tabs.getChildren().add(i, moved);
                pane.move(view, i);
                return;
            }
        }
        event.consume();
    }
}
