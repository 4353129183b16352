package millwright.views.floor;

import java.util.function.LongSupplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * The rack that was open in the last session, to be opened again once the plant has it: unless the reader did something
 * else meanwhile, or it takes so long that nobody waits for it. FX thread; one rack.
 */
final class Remembered {
    /** How long it is waited for, ns. */
    static final long WAIT = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private @Nullable EntityId rack;
    private long since;

    Remembered(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void keep(@Nullable String id) {
        rack = id == null ? null : new EntityId(id);
        since = nanoTime.getAsLong();
    }

    void forget() {
        rack = null;
    }

    /** The first touch of a screen tells that its reader is elsewhere. */
    void until(Node touched) {
        touched.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> forget());
        touched.addEventFilter(KeyEvent.KEY_PRESSED, _ -> forget());
        touched.addEventFilter(ScrollEvent.SCROLL, _ -> forget());
    }

    /** Once: dense index of the rack to open, which never takes away what is selected elsewhere; else -1. */
    int open(Plant plant, @Nullable EntityId selected) {
        EntityId wanted = rack;
        if (wanted == null) {
            return -1;
        }
        if (nanoTime.getAsLong() - since > WAIT) {
            forget();
            return -1;
        }
        int index = plant.indexOf(wanted);
        if (index < 0) {
            return -1;
        }
        forget();
        int chosen = selected == null ? -1 : plant.indexOf(selected);
        boolean within = chosen >= 0 && plant.ancestor(chosen, EntityKind.RACK) == index;
        return selected == null || within ? index : -1;
    }
}
