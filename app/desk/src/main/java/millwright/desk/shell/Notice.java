package millwright.desk.shell;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import millwright.styles.Symbol;
import millwright.styles.Symbols;

/** A short message at the foot of the window; a warning stays longer. FX thread. */
final class Notice extends HBox {
    private static final long SHORT = 5_000_000_000L;
    private static final long LONG = 15_000_000_000L;

    private final Label text = new Label();
    private long until = Long.MIN_VALUE;
    private boolean timed;

    Notice() {
        super(8);
        getStyleClass().add("notice-bar");
        text.setWrapText(true);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setVisible(false);
        setOnMouseClicked(_ -> setVisible(false));
    }

    String shown() {
        return isVisible() ? text.getText() : "";
    }

    void say(String message, boolean warning, long nanoTime) {
        text.setText(message);
        getChildren().setAll(Symbols.node(warning ? Symbol.WARNING : Symbol.INFO, 16), text);
        setAccessibleText(message);
        until = nanoTime + (warning ? LONG : SHORT);
        timed = true;
        setVisible(true);
    }

    void beat(long nanoTime) {
        if (timed && nanoTime - until > 0) {
            timed = false;
            setVisible(false);
        }
    }
}
