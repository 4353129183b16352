package millwright.styles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/** Reads the colours that a theme's style sheet defines; one line each, a hex value or the name of another colour. */
final class ThemeSheet {
    private static final Pattern DEFINITION = Pattern.compile("(-mw-[\\w-]+):\\s*(#[0-9a-f]{6,8}|-mw-[\\w-]+);");
    private static final int LONGEST_CHAIN = 4;

    private final String sheet;
    private final Map<String, String> raw;

    private ThemeSheet(String sheet, Map<String, String> raw) {
        this.sheet = sheet;
        this.raw = raw;
    }

    static ThemeSheet of(Theme theme) {
        return parse(theme.sheet(), text(theme.sheet()));
    }

    static ThemeSheet parse(String sheet, String css) {
        Map<String, String> raw = new LinkedHashMap<>();
        Matcher m = DEFINITION.matcher(css);
        while (m.find()) {
            if (raw.put(m.group(1), m.group(2)) != null)
                throw new IllegalStateException(sheet + " defines " + m.group(1) + " twice; keep one");
        }
        return new ThemeSheet(sheet, raw);
    }

    /** Names in the order of the file. */
    Iterable<String> names() {
        return raw.keySet();
    }

    Color color(String name) {
        String value = name;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            value = raw.get(value);
            if (value == null) throw new IllegalStateException(sheet + " does not define " + name + "; add it");
            if (value.startsWith("#")) return Color.web(value);
        }
        throw new IllegalStateException(sheet + " sends " + name + " round in a circle; give it a hex value");
    }

    static String text(String resource) {
        try (InputStream in = ThemeSheet.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("style sheet " + resource + " is missing from the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("style sheet " + resource + " cannot be read", e);
        }
    }
}
