package millwright.launcher;

import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Whether there is a screen, asked before the toolkit starts: it can be told where to draw only then. */
final class Display {
    /** Libraries that warn of what is told in our own words or is of no concern; kept here, as loggers are held weakly. */
    private static final List<Logger> CHATTY = List.of(Logger.getLogger("javafx"), Logger.getLogger("io.grpc"));

    /** Unless it was named JavaFX chooses one of them; any other draws in memory. */
    private static final Pattern WINDOWING = Pattern.compile("|(?i:gtk|linux|win|windows|mac|macosx)");

    private Display() {}

    static boolean present() {
        return WINDOWING.matcher(System.getProperty("glass.platform", "")).matches()
                && (windowing() || set("DISPLAY") || set("WAYLAND_DISPLAY"));
    }

    /** Where every session has a screen and nothing names it. */
    private static boolean windowing() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).matches("(windows|mac).*");
    }

    /** For people: that there is no window, which display was tried, and what to do. */
    static String notOpened(String reason) {
        String display = System.getenv("DISPLAY");
        return "no window can be opened: " + reason + (windowing() ? "" : " (DISPLAY is " + display + ")")
                + "; name a display that runs and that you may use, or leave DISPLAY and WAYLAND_DISPLAY empty to have"
                + " the overview drawn into a file";
    }

    private static boolean set(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** Without a screen everything is drawn in memory. */
    static void prepare() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
        if (!present()) {
            memoryOnly();
        }
    }

    static void memoryOnly() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }
}
