package millwright.views.floor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import millwright.desk.ViewContext;
import millwright.fxwatch.Pointer;
import millwright.styles.Palette;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.styles.Token;

/** The floor in a scene, driven as a reader would: keys, wheel and mouse on what is seen. On the FX thread. */
final class Driven {
    final FloorView view;
    final Scene scene;
    private final ViewContext context;
    private final StackPane root;

    Driven(ViewContext context, Theme theme, int width, int height) {
        this(context, theme, width, height, System::nanoTime);
    }

    Driven(ViewContext context, Theme theme, int width, int height, LongSupplier nanoTime) {
        this.context = context;
        view = new FloorView(context, nanoTime);
        root = new StackPane(view.node());
        scene = new Scene(root, width, height);
        scene.setFill(Palette.of(theme).color(Token.BG));
        scene.getStylesheets().setAll(Stylesheets.of(theme));
        picture();
        pulse();
    }

    WritableImage picture() {
        return scene.snapshot(null);
    }

    Driven pulse() {
        for (int i = 0; i < 3; i++) {
            view.pulse(context.time().now());
            scene.snapshot(null);
        }
        return this;
    }

    static Node find(Node from, Predicate<Node> wanted) {
        Deque<Node> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            if (wanted.test(node)) {
                return node;
            }
            if (node instanceof Parent parent) {
                open.addAll(parent.getChildrenUnmodifiable());
            }
        }
        throw new AssertionError("nothing of that kind is shown");
    }

    RackDrawing rack() {
        return (RackDrawing) find(root, RackDrawing.class::isInstance);
    }

    /** What copying the rack gives. */
    String rows() {
        return RackWords.csv(rack().scene());
    }

    /** Whether one rack is seen, not the hall. */
    boolean near() {
        return rack().isVisible();
    }

    Node map() {
        return find(
                root,
                n -> n.getAccessibleText() != null && n.getAccessibleText().startsWith("Map of the hall"));
    }

    /** What a reader's key comes to. */
    private Node target() {
        return near() ? rack() : map();
    }

    /** @return whether the screen took the key for itself */
    boolean key(KeyCode code) {
        return key(code, false);
    }

    boolean key(KeyCode code, boolean shift) {
        boolean[] free = {false};
        KeyEvent event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false);
        root.setOnKeyPressed(e -> free[0] = true);
        Event.fireEvent(target(), event);
        pulse();
        return !free[0];
    }

    void wheel(double px, double py, double delta) {
        Node target = target();
        Event.fireEvent(target, Pointer.wheel(target, px, py, delta, false));
        pulse();
    }

    void click(double x, double y, int times) {
        click(x, y, times, false, false);
    }

    void click(double x, double y, int times, boolean shift, boolean control) {
        Node target = target();
        Event.fireEvent(target, Pointer.pressed(target, x, y, times, shift, control));
        pulse();
    }

    void point(double x, double y) {
        Node target = target();
        Event.fireEvent(target, Pointer.moved(target, x, y));
        pulse();
    }
}
