package millwright.styles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/**
 * The bundled typeface, IBM Plex Sans, whose digits are tabular. Loading registers the four faces with JavaFX, once per
 * process; any thread. Style sheets name the families; drawn parts ask for a font by role and size.
 */
public final class Fonts {
    public static final String BODY = "IBM Plex Sans";
    public static final String STRONG = "IBM Plex Sans SmBld";
    public static final String CONDENSED = "IBM Plex Sans Cond";
    public static final String CONDENSED_STRONG = "IBM Plex Sans Cond SmBld";

    /** Labels, limits, axes. */
    public static final double LABEL = 11;
    /** Body text and table cells. */
    public static final double CELL = 12;
    /** Section titles and inspector values. */
    public static final double TITLE = 13;
    /** KPI values, ids, the clock. */
    public static final double KPI = 16;
    /** Overview tiles only. */
    public static final double TILE = 22;

    private final double textScale;

    private Fonts(double textScale) {
        this.textScale = textScale;
    }

    public static Fonts load() {
        return load(1);
    }

    /** @param textScale 1 to 2: what the reader has asked text to be enlarged by */
    public static Fonts load(double textScale) {
        Faces.register();
        return new Fonts(textScale);
    }

    /** @param size px at text scale 1: one of {@link #LABEL}, {@link #CELL}, {@link #TITLE}, {@link #KPI}, {@link #TILE} */
    public Font body(double size) {
        return new Font(BODY, size * textScale);
    }

    /** Weight 600: values, ids, what is selected, unacknowledged rows. */
    public Font strong(double size) {
        return new Font(STRONG, size * textScale);
    }

    /** Axis ticks, host names, sub-labels, job ribbons; never values. */
    public Font condensed(double size) {
        return new Font(CONDENSED, size * textScale);
    }

    public Font condensedStrong(double size) {
        return new Font(CONDENSED_STRONG, size * textScale);
    }

    /**
     * JavaFX does not know again what it was given: each face that is loaded once more is unpacked once more, into another
     * file.
     */
    static final class Faces {
        /** Whoever asks first loads them. Kept: thrown from here, a failure would lose its words, and be another later. */
        private static final String FAILURE = failure(List.of(
                "IBMPlexSans-Regular.woff",
                "IBMPlexSans-SemiBold.woff",
                "IBMPlexSansCondensed-Regular.woff",
                "IBMPlexSansCondensed-SemiBold.woff"));

        /** @throws IllegalStateException in words for people, each time, when a face could not be loaded */
        static void register() {
            if (!FAILURE.isEmpty()) {
                throw new IllegalStateException(FAILURE);
            }
        }

        /** @return why a face could not be loaded, empty when all were */
        static String failure(List<String> files) {
            try {
                files.forEach(Faces::load);
                return "";
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage());
            }
        }

        private static void load(String file) {
            try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
                if (in == null || Font.loadFont(in, CELL) == null) {
                    throw new IllegalStateException("font " + file + " cannot be loaded from the jar; install again");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("font " + file + " cannot be read", e);
            }
        }
    }
}
