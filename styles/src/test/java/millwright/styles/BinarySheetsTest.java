package millwright.styles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.css.Declaration;
import javafx.css.ParsedValue;
import javafx.css.Rule;
import javafx.css.Selector;
import javafx.css.Stylesheet;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What JavaFX keeps of a style sheet in its binary form: all of it, or it must be set in code. */
class BinarySheetsTest {
    private static final Pattern NODE = Pattern.compile("[^ >]+");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() throws Exception {
        BinarySheets.write(texts(), folder);
        FxThread.start();
    }

    static List<String> sheets() {
        return BinarySheets.sheets();
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void everyRuleIsThatOfTheText(String sheet) throws IOException {
        List<String> text = rules(new CssParser().parse(url(text(sheet))));
        List<String> binary = rules(Stylesheet.loadBinary(url(binary(sheet))));
        assertTrue(text.size() > 1, sheet);
        assertEquals(
                String.join("\n", text),
                String.join("\n", binary),
                sheet + ": its binary form lacks something, such as a duration; that must be set in code");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aTooltipLooksAsItDoesByTheText(Theme theme) throws Exception {
        Tip binary = FxThread.get(() -> shown(urls(theme, BinarySheetsTest::binary)));
        assertEquals(FxThread.get(() -> shown(urls(theme, BinarySheetsTest::text))), binary);
        assertEquals(
                new Tip(
                        List.of(
                                Palette.of(theme).color(Token.LINE),
                                Palette.of(theme).color(Token.RAISE)),
                        new Insets(5, 8, 6, 8),
                        12),
                binary);
    }

    @Test
    void aFormOlderThanItsTextIsNotTaken() throws IOException {
        Path text = Files.writeString(folder.resolve("edited.css"), ".a { -fx-padding: 1; }");
        Path binary = Files.writeString(folder.resolve("edited.bss"), "");
        FileTime before = FileTime.fromMillis(Files.getLastModifiedTime(text).toMillis() - 1000);
        Files.setLastModifiedTime(binary, before);
        assertTrue(Stylesheets.outdated(binary.toUri().toURL(), text.toUri().toURL()));
        Files.setLastModifiedTime(text, before);
        assertFalse(Stylesheets.outdated(binary.toUri().toURL(), text.toUri().toURL()));
        URL packed = url("jar:" + text.toUri() + "!/edited.css");
        assertFalse(Stylesheets.outdated(packed, packed));
    }

    @Test
    void aFormIsWrittenAnewOnlyWhenItsTextChanged(@TempDir Path forms) throws IOException {
        BinarySheets.write(texts(), forms);
        Path form = forms.resolve(BinarySheets.name("text.css"));
        FileTime ofText = Files.getLastModifiedTime(texts().resolve("text.css"));
        Files.setLastModifiedTime(form, ofText);
        BinarySheets.write(texts(), forms);
        assertEquals(ofText, Files.getLastModifiedTime(form));

        Files.setLastModifiedTime(form, FileTime.fromMillis(ofText.toMillis() - 1000));
        BinarySheets.write(texts(), forms);
        assertFalse(Stylesheets.outdated(form, texts().resolve("text.css")));
        try (Stream<Path> left = Files.list(form.getParent())) {
            assertEquals(BinarySheets.sheets().size(), left.count());
        }
    }

    /** Only Maven makes them before its tests; it says where it runs them. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    @EnabledIfSystemProperty(named = "basedir", matches = ".+", disabledReason = "the forms are made by Maven")
    void theBuildMadeThemAndTheyAreTaken(Theme theme) {
        List<String> taken = Stylesheets.of(theme).stream()
                .map(url -> url.substring(url.indexOf("millwright/styles/") + "millwright/styles/".length()))
                .toList();
        List<String> expected = Stream.concat(Stream.of(theme.sheet()), Stylesheets.SHARED.stream())
                .map(BinarySheets::name)
                .toList();
        assertEquals(expected, taken);
        Stylesheets.of(theme, 1.5).stream()
                .skip(1)
                .forEach(enlarged -> assertTrue(enlarged.startsWith("data:text/css"), enlarged));
    }

    private record Tip(List<Paint> grounds, Insets padding, double size) {}

    private static Tip shown(List<String> sheets) {
        Label owner = new Label("GPU 3");
        Stage stage = new Stage();
        stage.setScene(new Scene(new StackPane(owner), 200, 100));
        stage.getScene().getStylesheets().setAll(sheets);
        stage.show();
        Tooltip tip = new Tooltip("GPU temperature");
        tip.show(owner, stage.getX(), stage.getY());
        Region drawn = (Region) tip.getScene().lookup("Label.tooltip");
        drawn.applyCss();
        List<Paint> grounds = drawn.getBackground().getFills().stream()
                .map(BackgroundFill::getFill)
                .toList();
        Tip seen = new Tip(grounds, drawn.getPadding(), tip.getFont().getSize());
        tip.hide();
        stage.close();
        return seen;
    }

    private static List<String> urls(Theme theme, UnaryOperator<String> where) {
        return Stream.concat(Stream.of(theme.sheet()), Stylesheets.SHARED.stream())
                .map(where)
                .toList();
    }

    /** Line by line: selectors, then each property with its value as a tree of types, units and converters. */
    private static List<String> rules(Stylesheet sheet) {
        List<String> lines = new ArrayList<>(List.of(sheet.getOrigin().name()));
        for (Rule rule : sheet.getRules()) {
            for (Selector selector : rule.getSelectors())
                lines.add(selector.getClass().getSimpleName() + " " + sorted(selector.toString()));
            for (Declaration declaration : rule.getDeclarations())
                lines.add("    " + declaration.getProperty() + (declaration.isImportant() ? "! " : " ")
                        + tree(declaration.getParsedValue()));
        }
        return lines;
    }

    /** The classes and states of each node in one order: which, is chance. */
    private static String sorted(String selector) {
        return NODE.matcher(selector)
                .replaceAll(node ->
                        Arrays.stream(node.group().split("(?=[.:#])")).sorted().collect(Collectors.joining()));
    }

    private static String tree(Object value) {
        if (value instanceof ParsedValue<?, ?> parsed)
            return "<" + (parsed.isLookup() ? "look up " : "") + (parsed.isContainsLookups() ? "with look-ups " : "")
                    + parsed.getConverter() + " " + tree(parsed.getValue()) + ">";
        if (value instanceof Object[] many)
            return Arrays.stream(many).map(BinarySheetsTest::tree).toList().toString();
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    private static Path texts() {
        return Path.of(URI.create(text("text.css"))).getParent();
    }

    private static String text(String sheet) {
        return Stylesheets.class.getResource(sheet).toExternalForm();
    }

    private static String binary(String sheet) {
        return folder.resolve(BinarySheets.name(sheet)).toUri().toString();
    }

    private static URL url(String url) throws IOException {
        return URI.create(url).toURL();
    }
}
