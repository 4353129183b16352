package millwright.walls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** House rules that only the sources show: length, unfinished work, sleeping tests, colours, stray folders. */
@Execution(ExecutionMode.CONCURRENT)
class SourcesTest {
    private static final int LONGEST_FILE = 500;
    private static final int LONGEST_METHOD = 60;
    private static final Set<String> TOP_FOLDERS =
            Set.of("app", "views", "connectors", "styles", "installers", ".ci", ".mvn", ".git");
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|Unsupported" + "OperationException");
    private static final Pattern FORKS = Pattern.compile("<forkCount>(?!1<)");
    private static final Pattern SLEEP = Pattern.compile("Thread\\.(sleep|onSpinWait)\\(");
    /** {@code "#1a2b3c"} in Java, and in a style sheet any colour that is not a looked-up token. */
    private static final Pattern COLOUR_IN_JAVA = Pattern.compile(
            "\"[^\"]*#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})\\b[^\"]*\"|-fx-[\\w-]+:\\s*(#|rgb|hsb)|\\b0x[fF]{2}(?!000000|[fF]{6})[0-9a-fA-F]{6}\\b");

    private static final Pattern COLOUR_IN_CSS = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(rgba?|hsba?)\\(");

    private final Checkout checkout = Checkout.around(Path.of(""));

    @Test
    void noFileIsLongerThanFiveHundredLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        // the contract of the wire is one file on purpose: a reader of the protocol wants it whole
        for (Path file : checkout.texts("java", "css", "fxml", "sh", "py", "md", "yaml")) {
            int lines = checkout.lines(file).size();
            if (lines > LONGEST_FILE) tooLong.add(file + ": " + lines + " lines, at most " + LONGEST_FILE);
        }
        assertEquals(List.of(), tooLong);
    }

    /** The house rule is 40 lines; the build draws the line where a method can no longer be defended. */
    @Test
    void noMethodThatShipsIsLongerThanSixtyLines() throws IOException {
        List<Path> shipped = checkout.texts("java").stream()
                .filter(file -> file.toString().contains("src/main/") && !file.startsWith("app/fixture"))
                .toList();
        assertEquals(List.of(), new LongMethods(LONGEST_METHOD).in(checkout.root(), shipped));
    }

    @Test
    void theTopLevelHoldsOnlyTheFixedFolders() throws IOException {
        Set<String> stray = new TreeSet<>(checkout.topFolders());
        stray.removeAll(TOP_FOLDERS);
        assertEquals(Set.of(), stray, "put it into one of " + new TreeSet<>(TOP_FOLDERS));
    }

    @Test
    void everyFolderWithAPomIsBuilt() throws IOException {
        List<String> unbuilt = new ArrayList<>();
        for (Path pom : checkout.texts("xml")) {
            if (!pom.endsWith("pom.xml") || pom.getNameCount() == 1) continue;
            Path folder = pom.getParent();
            boolean listed = checkout.mentions("<module>" + folder.getFileName() + "</module>", "pom.xml")
                    || checkout.mentions("<module>" + folder + "</module>", "pom.xml");
            if (!listed) unbuilt.add(folder + " has a pom.xml that no parent lists");
        }
        assertEquals(List.of(), unbuilt);
    }

    @Test
    void nothingIsMarkedUnfinished() throws IOException {
        assertEquals(List.of(), checkout.found(UNFINISHED, _ -> true, "java", "proto", "css", "sh", "py", "md"));
    }

    @Test
    void noTestSleeps() throws IOException {
        assertEquals(List.of(), checkout.found(SLEEP, file -> file.toString().contains("src/test/"), "java"));
    }

    /** With more than one, surefire loads the tests into Maven's JVM, which may be older than the JDK that compiled them. */
    @Test
    void noModuleRunsItsTestsInSeveralForks() throws IOException {
        assertEquals(List.of(), checkout.found(FORKS, file -> file.endsWith("pom.xml"), "xml"));
    }

    @Test
    void noColourOutsideStyles() throws IOException {
        List<String> colours = new ArrayList<>(checkout.found(COLOUR_IN_JAVA, SourcesTest::drawsOnScreen, "java"));
        colours.addAll(checkout.found(COLOUR_IN_CSS, SourcesTest::drawsOnScreen, "css", "fxml"));
        assertEquals(List.of(), colours);
    }

    @Test
    void theSourcesWereFound() throws IOException {
        assertTrue(checkout.texts("java").size() > 10, "only " + checkout.texts("java"));
    }

    private static boolean drawsOnScreen(Path file) {
        return (file.startsWith("app/desk") || file.startsWith("views") || file.startsWith("installers/src/main"));
    }
}
