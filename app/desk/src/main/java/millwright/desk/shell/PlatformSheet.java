package millwright.desk.shell;

import com.sun.javafx.css.StyleManager;
import java.util.List;
import javafx.application.Application;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;

/**
 * The toolkit's own style sheet, a tenth of a second's work. The toolkit reads it on the FX thread when the first control is
 * made; read here it is there before, as a toolkit that starts mostly waits for the display.
 */
final class PlatformSheet {
    private static final String FOLDER = "com/sun/javafx/scene/control/skin/modena/";
    private static final String SHEET = FOLDER + "modena.css";

    private PlatformSheet() {}

    /** Any thread, before the FX thread has made a control; nothing is touched afterwards. */
    static void read() {
        StyleManager sheets = StyleManager.getInstance();
        if (sheets.platformUserAgentStylesheetContainers.isEmpty()) {
            sheets.setUserAgentStylesheets(List.of(SHEET));
        }
    }

    /** Has controls use what was read, and what the toolkit adds to it for this display. FX thread, before any control. */
    static void take() {
        StyleManager sheets = StyleManager.getInstance();
        boolean read = sheets.platformUserAgentStylesheetContainers.size() == 1;
        if (read && Application.getUserAgentStylesheet() == null) {
            Application.setUserAgentStylesheet(SHEET);
            if (Platform.isSupported(ConditionalFeature.INPUT_TOUCH)) {
                sheets.addUserAgentStylesheet(FOLDER + "touch.css");
            }
            if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
                sheets.addUserAgentStylesheet(FOLDER + "modena-no-transparency.css");
            }
        }
    }
}
