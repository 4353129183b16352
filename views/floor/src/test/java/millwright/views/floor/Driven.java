package millwright.views.floor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import millwright.desk.ViewContext;
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
        double x = target.localToScene(px, py).getX();
        double y = target.localToScene(px, py).getY();
        ScrollEvent event = new ScrollEvent(
                ScrollEvent.SCROLL,
                x,
                y,
                x,
                y,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                delta,
                0,
                delta,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                new PickResult(target, x, y));
        Event.fireEvent(target, event);
        pulse();
    }

    void click(double x, double y, int times) {
        click(x, y, times, false, false);
    }

    void click(double x, double y, int times, boolean shift, boolean control) {
        Node target = target();
        MouseEvent plain = mouse(MouseEvent.MOUSE_PRESSED, MouseButton.PRIMARY, x, y, times, target);
        MouseEvent held = new MouseEvent(
                MouseEvent.MOUSE_PRESSED,
                plain.getSceneX(),
                plain.getSceneY(),
                plain.getSceneX(),
                plain.getSceneY(),
                MouseButton.PRIMARY,
                times,
                shift,
                control,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                new PickResult(target, plain.getSceneX(), plain.getSceneY()));
        Event.fireEvent(target, held);
        pulse();
    }

    void point(double x, double y) {
        Node target = target();
        Event.fireEvent(target, mouse(MouseEvent.MOUSE_MOVED, MouseButton.NONE, x, y, 0, target));
        pulse();
    }

    private static MouseEvent mouse(
            EventType<MouseEvent> type, MouseButton button, double px, double py, int times, Node target) {
        double x = target.localToScene(px, py).getX();
        double y = target.localToScene(px, py).getY();
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                button,
                times,
                false,
                false,
                false,
                false,
                button == MouseButton.PRIMARY,
                false,
                false,
                false,
                false,
                true,
                new PickResult(target, x, y));
    }
}
