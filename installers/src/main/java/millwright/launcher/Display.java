package millwright.launcher;

import java.util.Locale;

/** Whether there is a screen, asked before the toolkit starts: it can be told where to draw only then. */
final class Display {
    private Display() {}

    static boolean present() {
        boolean windowing =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).matches("(windows|mac).*");
        return !"Headless".equals(System.getProperty("glass.platform"))
                && (windowing || set("DISPLAY") || set("WAYLAND_DISPLAY"));
    }

    private static boolean set(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** Without a screen everything is drawn in memory. */
    static void prepare() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        if (!present()) {
            memoryOnly();
        }
    }

    static void memoryOnly() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }
}
