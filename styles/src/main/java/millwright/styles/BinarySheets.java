package millwright.styles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/**
 * Makes of each style sheet the form that JavaFX reads without parsing: {@code BinarySheets FOLDER}, which holds the texts.
 * Run by the build, never by users. They lie in a folder of their own: beside its text, JavaFX would take a form whatever
 * its age. A duration must not stand in a sheet: JavaFX writes it, and cannot read it back.
 */
final class BinarySheets {
    private BinarySheets() {}

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Path.of(args[0]));
    }

    /**
     * Leaves alone what is newer than its text: JavaFX writes the classes of a selector in an order that differs from run to
     * run, and a jar that changed would cost the start cache.
     */
    static void write(Path texts, Path forms) throws IOException {
        for (String sheet : sheets()) {
            Path text = texts.resolve(sheet);
            Path form = forms.resolve(name(sheet));
            if (Files.exists(form) && !Stylesheets.outdated(form, text)) continue;
            Files.createDirectories(form.getParent());
            Path made = form.resolveSibling("made");
            Stylesheet.convertToBinary(text.toFile(), made.toFile());
            Files.move(made, form, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Those of every theme. */
    static List<String> sheets() {
        return Stream.concat(Stream.of(Theme.values()).map(Theme::sheet), Stylesheets.SHARED.stream())
                .toList();
    }

    static String name(String sheet) {
        return "binary/" + sheet.replace(".css", ".bss");
    }
}
