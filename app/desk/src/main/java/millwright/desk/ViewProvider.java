package millwright.desk;

import java.util.List;
import millwright.styles.Symbol;

/** One screen, found by ServiceLoader; it appears in the rail and under its digit because its jar is there. */
public interface ViewProvider {
    /** Stable lower-case word for workspaces, {@code snapshot --view} and the command palette, for example {@code floor}. */
    String id();

    String title();

    /** Place in the rail, from 1. */
    int order();

    Symbol icon();

    /** The keys that the screen takes for itself while a part of it has the focus; {@code ?} lists them. */
    default List<Key> keys() {
        return List.of();
    }

    /** @param name as it stands on the keyboard @param does what it does, in a few words */
    record Key(String name, String does) {}

    /** Called on the FX thread each time a tab of this screen is opened. */
    View create(ViewContext context);
}
