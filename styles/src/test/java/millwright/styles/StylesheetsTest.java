package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StylesheetsTest {
    private static final Pattern LOOKED_UP = Pattern.compile("-mw-[\\w-]+");
    private static final Pattern COLOUR = Pattern.compile(
            "#[0-9a-fA-F]{3,8}\\b|\\b(rgba?|hsba?|derive|ladder|(linear|radial)-gradient|dropshadow|innershadow)\\s*\\(");
    private static final Pattern NAMED_COLOUR =
            Pattern.compile("(color|fill|stroke)\\s*:[^;]*\\b(white|black|gr[ae]y|red|blue|green|yellow|orange)\\b");
    private static final Pattern FONT_SIZE = Pattern.compile("-fx-font-size:\\s*([^;]+);");

    @Test
    void everySheetIsReadWithoutAnError() {
        CssParser.errorsProperty().clear();
        for (Theme theme : Theme.values())
            assertFalse(
                    new CssParser()
                            .parse(ThemeSheet.text(theme.sheet()))
                            .getRules()
                            .isEmpty(),
                    theme.sheet());
        for (String sheet : Stylesheets.SHARED) {
            assertFalse(new CssParser().parse(ThemeSheet.text(sheet)).getRules().isEmpty(), sheet);
            String enlarged = Stylesheets.enlarge(ThemeSheet.text(sheet), 1.5);
            assertFalse(new CssParser().parse(enlarged).getRules().isEmpty(), sheet);
        }
        assertEquals(List.of(), List.copyOf(CssParser.errorsProperty()));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyLookedUpColourIsDefined(Theme theme) {
        Set<String> defined = new TreeSet<>(Set.of("-mw-ink"));
        ThemeSheet.of(theme).names().forEach(defined::add);
        Set<String> used = new TreeSet<>();
        for (String sheet : Stylesheets.SHARED)
            LOOKED_UP.matcher(rules(sheet)).results().forEach(m -> used.add(m.group()));
        assertTrue(used.contains("-mw-bg"), used::toString);
        used.removeAll(defined);
        assertEquals(Set.of(), used);
    }

    @Test
    void noSharedSheetHoldsAColourGradientOrShadow() {
        List<String> found = new ArrayList<>();
        for (String sheet : Stylesheets.SHARED) {
            String css = rules(sheet);
            COLOUR.matcher(css).results().forEach(m -> found.add(sheet + ": " + m.group()));
            NAMED_COLOUR.matcher(css).results().forEach(m -> found.add(sheet + ": " + m.group()));
            Pattern.compile("-fx-effect:\\s*+(?!null)[^;]+|-fx-transition|transition-")
                    .matcher(css)
                    .results()
                    .forEach(m -> found.add(sheet + ": " + m.group()));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void onlyTheSizesOfTheTypeScaleAreUsed() {
        Set<String> sizes = new TreeSet<>();
        for (String sheet : Stylesheets.SHARED)
            FONT_SIZE.matcher(rules(sheet)).results().forEach(m -> sizes.add(m.group(1)));
        assertEquals(new TreeSet<>(List.of("11px", "12px", "13px", "16px", "22px", "260px")), sizes);
    }

    @Test
    void onlyBundledFacesAreNamed() {
        Set<String> faces = new TreeSet<>();
        for (String sheet : Stylesheets.SHARED)
            Pattern.compile("-fx-font-family:\\s*\"([^\"]+)\"")
                    .matcher(rules(sheet))
                    .results()
                    .forEach(m -> faces.add(m.group(1)));
        assertEquals(new TreeSet<>(List.of(Fonts.BODY, Fonts.STRONG, Fonts.CONDENSED, Fonts.CONDENSED_STRONG)), faces);
    }

    @Test
    void bothThemesDefineTheSameNames() {
        Set<String> dark = new TreeSet<>();
        Set<String> day = new TreeSet<>();
        ThemeSheet.of(Theme.DARK).names().forEach(dark::add);
        ThemeSheet.of(Theme.DAY).names().forEach(day::add);
        assertEquals(dark, day);
    }

    @Test
    void textScaleEnlargesSizesAndLeavesLinesThin() {
        String css = ".a { -fx-font-size: 12px; -fx-padding: 0 10px 0 4px; -fx-min-height: 24px; -fx-min-width: 1;"
                + " -fx-border-width: 1; -fx-border-insets: -1; }";
        assertEquals(
                ".a { -fx-font-size: 24.00px; -fx-padding: 0 20.00px 0 8.00px; -fx-min-height: 48.00px; -fx-min-width: 1;"
                        + " -fx-border-width: 1; -fx-border-insets: -1; }",
                Stylesheets.enlarge(css, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.99, 2.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aTextScaleOutOfRangeIsRefused(double scale) {
        assertThrows(IllegalArgumentException.class, () -> Stylesheets.of(Theme.DARK, scale));
    }

    @Test
    void theTableAtTheTopNamesEverySheet() {
        String top = ThemeSheet.text("millwright.css");
        String table = top.substring(0, top.indexOf("*/"));
        for (String sheet : Stylesheets.SHARED)
            assertTrue(sheet.equals("millwright.css") || table.contains(sheet), sheet);
        assertEquals(Path.of("millwright.css"), Path.of(Stylesheets.SHARED.getFirst()));
    }

    private static String rules(String sheet) {
        return ThemeSheet.text(sheet).replaceAll("(?s)/\\*.*?\\*/", "");
    }
}
