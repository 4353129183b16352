package millwright.styles.gallery;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

/** Opens what a control pops up, so that it can be drawn as well. */
final class PopupsPage {
    private PopupsPage() {}

    static void open(Node owner) {
        if (owner instanceof ComboBoxBase<?> combo) show(combo);
        else if (owner instanceof Button button && button.getTooltip() != null) tooltip(button);
        else menu().show(owner, Side.BOTTOM, 0, 0);
    }

    /** A headless window never has the focus that a list needs to stay open. */
    private static void show(ComboBoxBase<?> combo) {
        combo.requestFocus();
        combo.show();
    }

    private static void tooltip(Button button) {
        Tooltip tip = button.getTooltip();
        tip.show(button, 300, 300);
    }

    static ContextMenu menu() {
        MenuItem show = new MenuItem("Show on floor");
        show.setAccelerator(KeyCombination.valueOf("Ctrl+F"));
        CheckMenuItem freeze = new CheckMenuItem("Freeze order");
        freeze.setSelected(true);
        MenuItem off = new MenuItem("Shelve ...");
        off.setDisable(true);
        return new ContextMenu(
                show, freeze, new SeparatorMenuItem(), new Menu("Export", null, new MenuItem("CSV")), off);
    }
}
