package millwright.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Size of a picture in pixels as given on the command line: large enough to show something, small enough for memory. */
record PictureSize(int width, int height) {
    private static final int LEAST = 200;
    private static final int WIDEST = 7_680;
    private static final int HIGHEST = 4_320;
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

    /** @throws IllegalArgumentException naming what can be drawn */
    static PictureSize parse(String text) {
        Matcher m = SHAPE.matcher(text);
        if (m.matches()) {
            int width = Integer.parseInt(m.group(1));
            int height = Integer.parseInt(m.group(2));
            if (width >= LEAST && width <= WIDEST && height >= LEAST && height <= HIGHEST) {
                return new PictureSize(width, height);
            }
        }
        throw new IllegalArgumentException("--size takes WIDTHxHEIGHT in pixels, from %dx%d to %dx%d, for example"
                        .formatted(LEAST, LEAST, WIDEST, HIGHEST)
                + " 1600x900, not '" + text + "'");
    }
}
