package millwright.desk.shell;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;
import millwright.styles.Symbols;

/** The tabs of one pane: choose, close, add, drag into another order; tools at the right. FX thread. */
final class TabStrip extends HBox {
    private final Pane pane;
    private final HBox tabs = new HBox();
    private final HBox tools = new HBox();
    private final ToggleGroup group = new ToggleGroup();

    TabStrip(Pane pane, Iterable<ViewProvider> providers, Consumer<ViewProvider> onAdd) {
        this.pane = pane;
        getStyleClass().add("view-tabs");
        tools.getStyleClass().add("tab-tools");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(tabs, add(providers, onAdd), space, tools);
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
        button.setTooltip(new javafx.scene.control.Tooltip(name));
        return button;
    }

    HBox tools() {
        return tools;
    }

    /** Shows the tabs of the pane anew. */
    void refresh() {
        tabs.getChildren().clear();
        group.getToggles().clear();
        for (OpenView view : pane.views()) {
            tabs.getChildren().add(tab(view));
        }
    }

    private ToggleButton tab(OpenView view) {
        ToggleButton tab = new ToggleButton(view.provider().title());
        tab.getStyleClass().setAll("view-tab");
        tab.setToggleGroup(group);
        tab.setSelected(view == pane.front());
        tab.setContentDisplay(ContentDisplay.RIGHT);
        Button close = new Button();
        close.setGraphic(Symbols.node(Symbol.CLOSE, 10));
        close.getStyleClass().setAll("tab-close");
        close.setAccessibleText("Close " + view.provider().title());
        close.setFocusTraversable(false);
        close.setOnAction(_ -> pane.close(view));
        tab.setGraphic(close);
        tab.setOnAction(_ -> pane.front(view));
        tab.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.MIDDLE) {
                pane.close(view);
            }
        });
        tab.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> dragged(view, e));
        return tab;
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
                javafx.scene.Node moved = tabs.getChildren().remove(from);
                tabs.getChildren().add(i, moved);
                pane.move(view, i);
                return;
            }
        }
        event.consume();
    }
}
