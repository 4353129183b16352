package millwright.desk;

import millwright.styles.Symbol;

/** One screen, found by ServiceLoader; it appears in the rail and under its digit because its jar is there. */
public interface ViewProvider {
    /** Stable lower-case word for workspaces, {@code snapshot --view} and the command palette, for example {@code floor}. */
    String id();

    String title();

    /** Place in the rail, from 1. */
    int order();

    Symbol icon();

    /** Called on the FX thread each time a tab of this screen is opened. */
    View create(ViewContext context);
}
