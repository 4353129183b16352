import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The application image and the .deb, from the assembled tree: {@code java Installers.java TREE OUT VERSION JAR}.
 * Runs once, on one thread; needs dpkg-deb and fakeroot for the .deb.
 */
final class Installers {
    private Installers() {}

    public static void main(String[] args) throws IOException {
        Tree tree = new Tree(Path.of(args[0]));
        Path out = Path.of(args[1]);
        String version = args[2];
        if (Files.exists(out)) delete(out);

        List<String> image = new ArrayList<>(List.of("--type", "app-image", "--name", "millwright"));
        image.addAll(about(version));
        image.addAll(List.of("--runtime-image", tree.runtime().toString()));
        image.addAll(List.of("--input", tree.root().resolve("lib").toString()));
        image.addAll(List.of("--main-jar", args[3], "--main-class", "millwright.launcher.Main"));
        for (String option : Options.ALWAYS) image.addAll(List.of("--java-options", option));
        image.addAll(List.of("--dest", out.toString()));
        jpackage(image);

        Path texts = Files.createDirectories(out.resolve("millwright/share/doc"));
        for (String text : List.of("LICENSE", "NOTICE")) Files.copy(tree.root().resolve(text), texts.resolve(text));

        List<String> deb = new ArrayList<>(List.of("--type", "deb", "--name", "millwright"));
        deb.addAll(about(version));
        deb.addAll(List.of("--app-image", out.resolve("millwright").toString()));
        deb.addAll(List.of("--license-file", tree.root().resolve("LICENSE").toString()));
        deb.addAll(List.of("--linux-package-deps", "libgtk-3-0"));
        deb.addAll(List.of("--linux-app-category", "utils", "--linux-menu-group", "System"));
        deb.addAll(List.of("--dest", out.toString()));
        jpackage(deb);
    }

    private static List<String> about(String version) {
        return List.of(
                "--app-version",
                version,
                "--vendor",
                "Millwright",
                "--description",
                "Operations console for AI factories, and the gateway that feeds it");
    }

    private static void jpackage(List<String> arguments) throws IOException {
        ToolProvider jpackage = ToolProvider.findFirst("jpackage")
                .orElseThrow(() -> new IOException("this JDK has no jpackage; install the full JDK 25"));
        int result = jpackage.run(System.out, System.err, arguments.toArray(String[]::new));
        if (result != 0) throw new IOException("jpackage ended with " + result + " for " + arguments);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
