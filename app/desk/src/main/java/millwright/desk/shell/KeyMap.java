package millwright.desk.shell;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the desk. It hears them last: what a screen or a control takes for itself never comes here. FX thread.
 */
final class KeyMap {
    /** What the keys do. */
    interface Keys {
        void view(int number);

        void find();

        void keys();

        void pause();

        void live();

        void step(int bins);

        /** @param direction 1 for more of the time, -1 for less */
        void zoom(int direction);

        void whole();

        void theme();

        void zone();

        void inspector();

        void pulse();

        void save();

        void closeTab();

        /** @param by -1 for the tab before, 1 for the next */
        void tab(int by);

        void escape();
    }

    private final Keys keys;

    KeyMap(Keys keys) {
        this.keys = keys;
    }

    void handle(KeyEvent event, @Nullable Node focus) {
        boolean typing = focus instanceof TextInputControl;
        boolean control = event.isShortcutDown();
        if (control && !event.isAltDown()) {
            withControl(event);
        } else if (!typing && !event.isAltDown()) {
            plain(event, focus);
        } else if (event.getCode() == KeyCode.ESCAPE) {
            keys.escape();
            event.consume();
        }
    }

    private void withControl(KeyEvent event) {
        switch (event.getCode()) {
            case K -> keys.find();
            case S -> keys.save();
            case W -> keys.closeTab();
            case PAGE_UP -> keys.tab(-1);
            case PAGE_DOWN -> keys.tab(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void plain(KeyEvent event, @Nullable Node focus) {
        boolean button = focus instanceof ButtonBase || focus instanceof ComboBoxBase;
        KeyCode code = event.getCode();
        if (code == KeyCode.DIGIT0 && !event.isShiftDown() || code == KeyCode.NUMPAD0) {
            keys.whole();
        } else if (code.isDigitKey() && !event.isShiftDown()) {
            keys.view(code.getName().charAt(code.getName().length() - 1) - '0');
        } else if ("?".equals(event.getText()) || code == KeyCode.SLASH && event.isShiftDown()) {
            keys.keys();
        } else {
            switch (code) {
                case SPACE -> {
                    if (button) {
                        return;
                    }
                    keys.pause();
                }
                case L -> keys.live();
                case T -> keys.theme();
                case Z -> keys.zone();
                case I -> keys.inspector();
                case LEFT -> keys.step(-1);
                case RIGHT -> keys.step(1);
                case PLUS, ADD, EQUALS -> keys.zoom(-1);
                case MINUS, SUBTRACT -> keys.zoom(1);
                case F12 -> keys.pulse();
                case ESCAPE -> keys.escape();
                default -> {
                    return;
                }
            }
        }
        event.consume();
    }
}
