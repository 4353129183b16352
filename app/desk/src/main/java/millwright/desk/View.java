package millwright.desk;

import java.util.Map;
import javafx.scene.Node;

/**
 * One open screen. All methods on the FX thread. Pull, don't push: {@link #pulse} is called once per frame while the
 * view is visible and asks its context for anything newer; it has 4 ms, measured and shown.
 */
public interface View {
    Node node();

    /** @param now plant time shown, epoch ns */
    void pulse(long now);

    /** Something to remember in the workspace: metric chosen, level, filters. Short strings. */
    default Map<String, String> save() {
        return Map.of();
    }

    default void restore(Map<String, String> saved) {}

    /** False while something it was asked to show is still being read: a picture of it waits. */
    default boolean settled() {
        return true;
    }

    /** Releases subscriptions and listeners; the view is not used afterwards. */
    void close();
}
