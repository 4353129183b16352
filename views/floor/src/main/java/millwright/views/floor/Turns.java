package millwright.views.floor;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a screen that change more often than anybody reads them: drawn so often only as one can read, and a part a
 * frame, all of one instant. Together they would take as long as the map beside them. FX thread; at most two instants.
 */
final class Turns<T> {
    /** What changes more often than this cannot be read, ns. */
    static final long READABLE = 250_000_000;

    private final LongSupplier nanoTime;
    private final List<Consumer<T>> parts;
    private @Nullable T due;
    private @Nullable T begun;
    private int next;
    private long at;

    Turns(LongSupplier nanoTime, List<Consumer<T>> parts) {
        this.nanoTime = nanoTime;
        this.parts = List.copyOf(parts);
        at = nanoTime.getAsLong() - READABLE;
    }

    /** All parts in this frame: somebody touched something and waits for it. */
    void now(T instant) {
        due = null;
        begun = null;
        at = nanoTime.getAsLong();
        parts.forEach(part -> part.accept(instant));
    }

    /** To be drawn when its turn comes, unless something newer does. */
    void show(T instant) {
        due = instant;
        pulse();
    }

    /** Whether what is shown next would be drawn at once: before that nothing need be prepared. */
    boolean free() {
        return begun == null && due == null && nanoTime.getAsLong() - at >= READABLE;
    }

    /** Once a frame in which nothing new is shown. */
    void pulse() {
        long moment = nanoTime.getAsLong();
        T instant = begun;
        if (instant == null && due != null && moment - at >= READABLE) {
            instant = due;
            due = null;
            next = 0;
            at = moment;
        }
        if (instant != null) {
            parts.get(next++).accept(instant);
            begun = next < parts.size() ? instant : null;
        }
    }
}
