package millwright.desk.shell;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu behind the mark: what also has a key. */
final class DeskMenu {
    private DeskMenu() {}

    static ContextMenu of(DeskKeys keys, WorkspaceMenu workspaces) {
        return new ContextMenu(
                item("Find anything   Ctrl K", keys::find),
                item("Dark or day   T", keys::theme),
                item("Site time, UTC, local   Z", keys::zone),
                item("Fold the inspector   I", keys::inspector),
                item("Time per screen   F12", keys::pulse),
                new SeparatorMenuItem(),
                item("Save workspace   Ctrl S", workspaces::save),
                item("Keys   ?", keys::keys));
    }

    private static MenuItem item(String text, Runnable work) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> work.run());
        return item;
    }
}
