package millwright.desk.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Situation;
import millwright.desk.ViewProvider;
import millwright.styles.AlarmShapes;
import millwright.styles.Symbols;

/**
 * The screens there are, at the left; badges for open alarms and actions under way. Where the names do not fit, as with
 * large text in a low window, the symbols stand alone. FX thread.
 */
final class Rail extends VBox {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final double ITEM = 56;
    private static final double HINTS = 64;

    private final Map<String, ToggleButton> items = new LinkedHashMap<>();
    private final Map<String, StackPane> holders = new LinkedHashMap<>();
    private final double zoom;
    private boolean compact;
    private int shownPriority = -2;
    private long shownActions = -1;

    Rail(
            Iterable<ViewProvider> providers,
            Consumer<ViewProvider> onChoose,
            Runnable palette,
            Runnable keys,
            double zoom) {
        this.zoom = zoom;
        getStyleClass().add("rail");
        int number = 1;
        for (ViewProvider provider : providers) {
            ToggleButton item = new ToggleButton(provider.title(), Symbols.node(provider.icon(), 20 * zoom));
            item.getStyleClass().setAll("rail-item");
            item.setAccessibleText(provider.title() + (number <= 9 ? ", key " + number : ""));
            item.setMaxWidth(Double.MAX_VALUE);
            item.setOnAction(_ -> {
                item.setSelected(true);
                onChoose.accept(provider);
            });
            StackPane holder = new StackPane(item);
            items.put(provider.id(), item);
            holders.put(provider.id(), holder);
            getChildren().add(holder);
            number++;
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button find = hint("Ctrl K", "Find anything", palette);
        Button list = hint("? keys", "List the keys", keys);
        getChildren().addAll(space, find, list);
        setMinHeight(0);
        heightProperty().subscribe(height -> {
            compact = height.doubleValue() > 0 && height.doubleValue() < (items.size() * ITEM + HINTS) * zoom;
            pseudoClassStateChanged(COMPACT, compact);
            find.setVisible(!compact);
            find.setManaged(!compact);
            list.setVisible(!compact);
            list.setManaged(!compact);
        });
        setAlignment(Pos.TOP_CENTER);
    }

    private static Button hint(String text, String name, Runnable work) {
        Button button = new Button(text);
        button.getStyleClass().addAll(text.startsWith("?") ? "quiet" : "key-hint", "hint", "size-label", "ink-muted");
        button.setAccessibleText(name);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> work.run());
        VBox.setMargin(button, new javafx.geometry.Insets(0, 0, 6, 0));
        return button;
    }

    void chosen(String id) {
        items.forEach((view, item) -> item.setSelected(view.equals(id)));
    }

    void beat(Situation situation, AlarmCounts counts) {
        int priority = counts.worstOpen();
        if (priority != shownPriority) {
            shownPriority = priority;
            badge("alarms", priority < 0 ? null : AlarmShapes.node(priority + 1, true, 12 * zoom));
        }
        long actions = situation.actions().values().stream()
                .filter(a -> !a.stage().isFinal())
                .count();
        if (actions != shownActions) {
            shownActions = actions;
            Label label = new Label(String.valueOf(actions));
            label.getStyleClass().add("rail-badge");
            badge("actions", actions == 0 ? null : label);
        }
    }

    private void badge(String id, @org.jspecify.annotations.Nullable Region badge) {
        StackPane holder = holders.get(id);
        if (holder != null) {
            while (holder.getChildren().size() > 1) {
                holder.getChildren().removeLast();
            }
            if (badge != null) {
                badge.setMouseTransparent(true);
                StackPane.setAlignment(badge, Pos.TOP_RIGHT);
                StackPane.setMargin(badge, new javafx.geometry.Insets(compact ? 2 : 9 * zoom, 6 * zoom, 0, 0));
                holder.getChildren().add(badge);
            }
        }
    }
}
