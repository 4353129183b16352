package millwright.connectors.prometheus;

import java.io.IOException;
import millwright.connectors.source.Unreadable;

/** An answer that is not what its content type says; its message names the line. */
final class BadExposition extends IOException implements Unreadable {
    private static final long serialVersionUID = 1;

    BadExposition(String message) {
        super(oneLine(message));
    }

    BadExposition(int line, String what, String text) {
        super(oneLine("line " + line + ": " + what + ": " + (text.length() > 80 ? text.substring(0, 80) + "…" : text)));
    }

    /** What is quoted of an answer may hold line feeds that stood escaped there. */
    private static String oneLine(String message) {
        return message.replaceAll("\\R", " ");
    }
}
