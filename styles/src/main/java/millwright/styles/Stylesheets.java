package millwright.styles;

import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The style sheets of a theme, for {@code scene.getStylesheets().setAll(...)}. Popups take those of their owner; a dialog
 * pane needs them too. Any thread.
 */
public final class Stylesheets {
    static final List<String> SHARED = List.of(
            "millwright.css", "controls.css", "popups.css", "tables.css", "window.css", "parts.css", "text.css");

    private static final double LEAST = 1;
    private static final double MOST = 2;
    private static final Pattern PIXELS = Pattern.compile(
            "(-fx-(?:font-size|padding|(?:min|pref|max)-(?:width|height)|fixed-cell-size|cell-size|size|[hv]gap|spacing"
                    + "|graphic-text-gap|indent|label-padding|tab-(?:min|max)-(?:width|height)))\\s*:([^;]+);");
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)px");

    private Stylesheets() {}

    public static List<String> of(Theme theme) {
        return of(theme, 1);
    }

    /**
     * Text, and every size that must grow with it, enlarged; lines and rings stay as thin as they are.
     *
     * @param textScale 1 to 2
     */
    public static List<String> of(Theme theme, double textScale) {
        if (!(textScale >= LEAST && textScale <= MOST))
            throw new IllegalArgumentException("text scale " + textScale + " is not between 1 and 2");
        Fonts.load(textScale);
        List<String> urls = new ArrayList<>();
        urls.add(url(theme.sheet()));
        for (String sheet : SHARED) urls.add(textScale == 1 ? url(sheet) : enlarged(sheet, textScale));
        return List.copyOf(urls);
    }

    static String enlarge(String css, double textScale) {
        return PIXELS.matcher(css)
                .replaceAll(size -> NUMBER.matcher(size.group())
                        .replaceAll(px -> number(Double.parseDouble(px.group(1)) * textScale) + "px"));
    }

    private static String number(double px) {
        return String.format(Locale.ROOT, "%.2f", px);
    }

    private static String enlarged(String sheet, double textScale) {
        byte[] css = enlarge(ThemeSheet.text(sheet), textScale).getBytes(StandardCharsets.UTF_8);
        return "data:text/css;charset=utf-8;base64," + Base64.getEncoder().encodeToString(css);
    }

    private static String url(String sheet) {
        URL text = Stylesheets.class.getResource(sheet);
        if (text == null) throw new IllegalStateException("style sheet " + sheet + " is missing from the jar");
        URL binary = Stylesheets.class.getResource(BinarySheets.name(sheet));
        return (binary == null || outdated(binary, text) ? text : binary).toExternalForm();
    }

    /** In a folder of classes the text may have been edited since; a jar holds both as they were built. */
    static boolean outdated(URL binary, URL text) {
        return text.getProtocol().equals("file") && outdated(file(binary), file(text));
    }

    static boolean outdated(Path binary, Path text) {
        return binary.toFile().lastModified() < text.toFile().lastModified();
    }

    private static Path file(URL url) {
        return Path.of(URI.create(url.toString()));
    }
}
