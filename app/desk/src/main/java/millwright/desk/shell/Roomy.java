package millwright.desk.shell;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Gives a screen the least room that it can be read in. Where the pane has less, as with large text in a small window, it
 * is scrolled: by bars, wheel and page keys, and to whatever takes the focus. Elsewhere nothing is clipped or drawn. FX
 * thread.
 */
final class Roomy extends Region {
    /** Px at text scale 1; a window of 1280 x 720 has more. */
    static final double LEAST_WIDE = 640;

    static final double LEAST_HIGH = 530;
    /** Px between what takes the focus and the edge. */
    private static final double AROUND = 12;

    private final Region content;
    private final double zoom;
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final Rectangle clip = new Rectangle();
    private final ChangeListener<@Nullable Node> onFocus = (_, _, focus) -> reveal(focus);

    Roomy(Region content, double zoom) {
        this.content = content;
        this.zoom = zoom;
        down.setOrientation(Orientation.VERTICAL);
        across.setAccessibleText("Scrolls the screen sideways");
        down.setAccessibleText("Scrolls the screen");
        for (ScrollBar bar : new ScrollBar[] {across, down}) {
            bar.setFocusTraversable(false);
            bar.setVisible(false);
            bar.valueProperty().subscribe(this::requestLayout);
        }
        getChildren().addAll(content, across, down);
        setMinSize(0, 0);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        sceneProperty().addListener((_, before, after) -> watch(before, after));
    }

    private void watch(@Nullable Scene before, @Nullable Scene after) {
        if (before != null) {
            before.focusOwnerProperty().removeListener(onFocus);
        }
        if (after != null) {
            after.focusOwnerProperty().addListener(onFocus);
        }
    }

    /** A screen may say only at its new width how high it has to be, and nobody is asked for another layout from here. */
    @Override
    protected void layoutChildren() {
        double least = leastHigh();
        place(least);
        content.layout();
        if (leastHigh() != least) {
            place(leastHigh());
        }
    }

    private void place(double least) {
        double w = getWidth();
        double h = getHeight();
        double thick = Math.ceil(down.prefWidth(-1));
        boolean high = h < least;
        boolean wide = w - (high ? thick : 0) < LEAST_WIDE * zoom;
        high |= h - (wide ? thick : 0) < least;
        double roomW = w - (high ? thick : 0);
        double roomH = h - (wide ? thick : 0);
        double contentW = Math.max(roomW, wide ? LEAST_WIDE * zoom : 0);
        double contentH = Math.max(roomH, high ? least : 0);
        bar(across, wide, roomW, contentW);
        bar(down, high, roomH, contentH);
        across.resizeRelocate(0, roomH, roomW, thick);
        down.resizeRelocate(roomW, 0, thick, roomH);
        content.resizeRelocate(-Math.round(across.getValue()), -Math.round(down.getValue()), contentW, contentH);
        clip.setWidth(roomW);
        clip.setHeight(roomH);
        // relative to the content, which moves under it
        clip.setX(-content.getLayoutX());
        clip.setY(-content.getLayoutY());
        content.setClip(wide || high ? clip : null);
    }

    /** What every screen needs, or more where one says so by a least height of its own. */
    private double leastHigh() {
        double said = content.getChildrenUnmodifiable().stream()
                .filter(Region.class::isInstance)
                .mapToDouble(node -> ((Region) node).getMinHeight())
                .max()
                .orElse(0);
        return Math.max(LEAST_HIGH * zoom, said);
    }

    private static void bar(ScrollBar bar, boolean needed, double room, double all) {
        double rest = Math.max(0, all - room);
        bar.setVisible(needed);
        bar.setMax(rest);
        bar.setVisibleAmount(all > 0 ? rest * room / all : 0);
        bar.setBlockIncrement(room);
        bar.setUnitIncrement(room / 8);
        bar.setValue(Math.clamp(bar.getValue(), 0, rest));
    }

    private void wheel(ScrollEvent event) {
        boolean vertically = move(down, -event.getDeltaY());
        boolean horizontally = move(across, -event.getDeltaX());
        if (vertically || horizontally) {
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        double page = getHeight() * 0.9;
        boolean moved = switch (event.getCode()) {
            case PAGE_DOWN -> move(down, page);
            case PAGE_UP -> move(down, -page);
            default -> false;
        };
        if (moved) {
            event.consume();
        }
    }

    private static boolean move(ScrollBar bar, double by) {
        double before = bar.getValue();
        bar.setValue(Math.clamp(before + by, 0, bar.getMax()));
        return bar.getValue() != before;
    }

    /** Scrolls no further than needed to have it in sight; of what is larger than the room the beginning. */
    private void reveal(@Nullable Node focus) {
        if (focus == null || !down.isVisible() && !across.isVisible() || !holds(focus)) {
            return;
        }
        Bounds at = content.sceneToLocal(focus.localToScene(focus.getLayoutBounds()));
        reveal(down, at.getMinY(), at.getMaxY(), clip.getHeight());
        reveal(across, at.getMinX(), at.getMaxX(), clip.getWidth());
    }

    private static void reveal(ScrollBar bar, double from, double to, double room) {
        double first = from - AROUND;
        double last = to + AROUND - room;
        double wanted = bar.getValue() > first || last > first ? first : Math.max(bar.getValue(), last);
        bar.setValue(Math.clamp(wanted, 0, bar.getMax()));
    }

    private boolean holds(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (up == content) {
                return true;
            }
        }
        return false;
    }
}
