package millwright.desk.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** Looks over a window that was laid out for what a reader with a keyboard or large text cannot reach or read. FX thread. */
final class Reach {
    /** Px by which a part may lie beyond an edge: borders and rounding. */
    private static final double SLACK = 1.5;

    private final Scene scene;
    private final List<String> problems = new ArrayList<>();

    Reach(Scene scene) {
        this.scene = scene;
    }

    /** Each in one line; empty where there is none. */
    List<String> problems() {
        List<Node> all = seen(scene.getRoot()).toList();
        List<Node> focusable = all.stream().filter(Reach::takesFocus).toList();
        focusable.stream().filter(n -> !named(n, all)).forEach(n -> tell(n, "has no name"));
        all.forEach(this::whole);
        List<Node> parts = all.stream().filter(Reach::isPart).toList();
        parts.forEach(this::inside);
        for (int i = 0; i < parts.size(); i++) {
            for (Node other : parts.subList(i + 1, parts.size())) {
                apart(parts.get(i), other);
            }
        }
        return problems;
    }

    private void tell(Node node, String what) {
        problems.add(words(node) + " " + what);
    }

    static String words(Node node) {
        String text = node instanceof Labeled labeled ? labeled.getText() : "";
        return node.getClass().getSimpleName() + " \"" + text + "\" (" + node.getAccessibleText() + ") "
                + node.getStyleClass();
    }

    /** Parts of the toolkit's own controls, such as the arrow of a choice, are theirs. */
    private static Stream<Node> seen(Node node) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return Stream.of();
        }
        boolean whole = node instanceof Labeled || node instanceof ComboBoxBase || node instanceof TextInputControl;
        Stream<Node> inside = node instanceof Parent parent && !(whole && !(node instanceof Labeled))
                ? parent.getChildrenUnmodifiable().stream().flatMap(Reach::seen)
                : Stream.of();
        return Stream.concat(Stream.of(node), inside);
    }

    private static boolean takesFocus(Node node) {
        return node.isFocusTraversable() && !node.isDisabled();
    }

    private static boolean named(Node node, List<Node> all) {
        String said = node.getAccessibleText();
        boolean text = node instanceof ButtonBase button
                && button.getText() != null
                && !button.getText().isBlank();
        return said != null && !said.isBlank()
                || text
                || all.stream().anyMatch(n -> n instanceof Label label && label.getLabelFor() == node);
    }

    private static boolean isPart(Node node) {
        boolean said = node instanceof Labeled labeled && !labeled.getText().isBlank();
        return (said || takesFocus(node)) && !(node.getParent() instanceof MenuButton);
    }

    /** No text is cut to an ellipsis, and nothing is narrower or lower than it can be. */
    private void whole(Node node) {
        if (node instanceof Labeled labeled && !labeled.getText().isBlank()) {
            boolean cut = labeled.getChildrenUnmodifiable().stream()
                    .filter(Text.class::isInstance)
                    .map(t -> ((Text) t).getText())
                    .anyMatch(t -> !t.equals(labeled.getText()) && t.endsWith(labeled.getEllipsisString()));
            if (cut) {
                tell(node, "is cut");
            }
        }
        if (node instanceof Region region && isPart(node)) {
            boolean narrow = region.getWidth() < region.minWidth(-1) - SLACK;
            boolean low = region.getHeight() < region.minHeight(region.getWidth()) - SLACK;
            if (narrow || low || region.getWidth() < 1 || region.getHeight() < 1) {
                tell(
                        node,
                        "is squeezed to " + region.getWidth() + " x " + region.getHeight() + " from "
                                + region.minWidth(-1) + " x " + region.minHeight(region.getWidth()));
            }
        }
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /** Within what it stands in: the scrolled part, else its screen, else the window. */
    private void inside(Node node) {
        Node holds = scrolledBy(node);
        if (holds instanceof ScrollPane) {
            return; // any size can be scrolled to
        }
        Bounds room = holds != null
                ? inScene(((Roomy) holds).getChildrenUnmodifiable().getFirst())
                : new BoundingBox(0, 0, scene.getWidth(), scene.getHeight());
        Bounds at = inScene(node);
        if (!within(at, room)) {
            tell(node, "lies outside: " + place(at) + " of " + place(room));
        }
    }

    private static String place(Bounds at) {
        return "%.0f..%.0f x %.0f..%.0f".formatted(at.getMinX(), at.getMaxX(), at.getMinY(), at.getMaxY());
    }

    private static boolean within(Bounds at, Bounds room) {
        return at.getMinX() >= room.getMinX() - SLACK
                && at.getMinY() >= room.getMinY() - SLACK
                && at.getMaxX() <= room.getMaxX() + SLACK
                && at.getMaxY() <= room.getMaxY() + SLACK;
    }

    /** What scrolls it, null where nothing does. */
    private static Node scrolledBy(Node node) {
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane || up instanceof Roomy) {
                return up;
            }
        }
        return null;
    }

    private static boolean isIn(Node above, Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (up == above) {
                return true;
            }
        }
        return false;
    }

    /** Two that are read or pressed do not lie over each other. */
    private void apart(Node a, Node b) {
        if (isIn(a, b) || isIn(b, a) || a.isMouseTransparent() || b.isMouseTransparent()) {
            return;
        }
        Bounds one = inScene(a);
        Bounds other = inScene(b);
        double wide = Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
        double tall = Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
        if (wide > 2 && tall > 2 && scrolledBy(a) == scrolledBy(b)) {
            tell(a, "lies over " + words(b));
        }
    }

    /** All that Tab must come to: of choices of which one is taken that one, as arrows go to the others. */
    Set<Node> focusable() {
        Set<Node> parts = new LinkedHashSet<>();
        seen(scene.getRoot())
                .filter(Reach::takesFocus)
                .filter(n -> !(n instanceof ToggleButton toggle)
                        || toggle.getToggleGroup() == null
                        || toggle.isSelected()
                        || toggle.getToggleGroup().getSelectedToggle() == null)
                .forEach(parts::add);
        return parts;
    }

    /** What Tab comes to from where the focus stands, until it comes there again. */
    Set<Node> tabbed() {
        Set<Node> visited = new LinkedHashSet<>();
        Node at = scene.getFocusOwner();
        while (at != null && visited.add(at)) {
            KeyEvent tab = new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "\t", KeyCode.TAB, false, false, false, false);
            Event.fireEvent(at, tab);
            at = scene.getFocusOwner();
        }
        return visited;
    }
}
