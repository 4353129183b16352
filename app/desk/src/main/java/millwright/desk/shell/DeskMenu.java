package millwright.desk.shell;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu behind the mark: what also has a key. */
final class DeskMenu {
    private DeskMenu() {}

    static ContextMenu of(Shell shell, WorkspaceMenu workspaces) {
        return new ContextMenu(
                item("Find anything   Ctrl K", shell::find),
                item("Dark or day   T", shell::theme),
                item("Site time, UTC, local   Z", shell::zone),
                item("Fold the inspector   I", shell::inspector),
                item("Time per screen   F12", shell::pulse),
                new SeparatorMenuItem(),
                item("Save workspace   Ctrl S", workspaces::save),
                item("Keys   ?", shell::keys));
    }

    private static MenuItem item(String text, Runnable work) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> work.run());
        return item;
    }
}
