package millwright.connectors.config;

import java.util.List;

/**
 * Something that speaks a protocol.
 *
 * @param address as the configuration wants it @param what it is, one line for people
 * @param fill what a person has to add before it can be read, one line each
 */
public record Found(Door door, String address, String what, List<String> fill) {
    private static final int MOST = 120;

    public Found {
        what = line(what);
        fill = fill.stream().map(Found::line).toList();
    }

    /** What a peer says of itself goes into comments, and must not end them. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < MOST; i++) {
            char c = text.charAt(i);
            boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c);
            line.append(breaks || c == '\uFEFF' || c == '\uFFFE' || c == '\uFFFF' ? ' ' : c);
        }
        return line.toString().strip();
    }
}
