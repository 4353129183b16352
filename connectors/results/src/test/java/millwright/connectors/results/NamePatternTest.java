package millwright.connectors.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import millwright.analysis.pareto.PowerBasis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names of files say, and what is wrong with a pattern that does not read them. */
class NamePatternTest {
    @TempDir
    Path directory;

    @BeforeEach
    void result() throws IOException {
        Files.writeString(
                directory.resolve("H200-r7-c64-700w.json"),
                "{\"output_throughput\":100,\"median_tpot_ms\":20,\"max_concurrency\":32}");
    }

    private ParetoOutcome read(String... patterns) {
        return ParetoCommand.run(ParetoOptions.of(List.of(directory.toString())).named(List.of(patterns)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        (                        | '(': Unclosed group at position 1; names of groups are letters and digits; write for example (?<
        (?<input_len>\\d+)       | '(?<input_len>\\d+)': named capturing group is missing trailing '>' at position 8; names of groups
        x.*                      | 'x.*' has no named group; write for example (?<hardware>[A-Za-z0-9]+)-c(?<concurrency>\\d+)
        """)
    void aMalformedPatternNamesWhatIsWrongAndWhatToWrite(String pattern, String told) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> read("(?<model>.*)", pattern));
        assertTrue(e.getMessage().contains("name pattern " + told), e.getMessage());
    }

    @Test
    void aPatternThatFitsNoNameIsNamedWithAnExampleOfOne() {
        assertEquals(
                List.of("name pattern '(?<hardware>H\\d+)' fits no name of the files, for example not H200-r7-c64-700w;"
                        + " it must fit the whole name without .json"),
                read("(?<hardware>H\\d+)").warnings());
    }

    @Test
    void aPatternThatFitsAFileWhichCouldNotBeUsedFitsAName() throws IOException {
        Files.writeString(directory.resolve("B200.json"), "7");
        ParetoOutcome outcome = read("(?<hardware>B\\d+)");
        assertEquals(1, outcome.read().problems().size());
        assertEquals(List.of(), outcome.warnings());
    }

    @Test
    void groupsThatNothingUsesAreNamedWithWhatMayHaveBeenMeant() {
        String pattern = "(?<hardware>[^-]+)-(?<rack>[^-]+)-c(?<conc>\\d+)-.*";
        assertEquals(
                List.of(
                        "group 'conc' of name pattern '" + pattern + "' is used by nothing; did you mean concurrency?",
                        "group 'rack' of name pattern '" + pattern
                                + "' is used by nothing; group by it with --group-by rack"),
                read(pattern).warnings());
    }

    @Test
    void whatTheFileSaysWinsOverItsNameAndALabelOverBoth() {
        String pattern = "(?<hardware>[^-]+)-r7-c(?<concurrency>\\d+)-(?<watts>\\d+)w";
        var point = read(pattern).read().points().getFirst();
        assertEquals("32", point.field("concurrency"));
        assertEquals("H200", point.field("hardware"));
        assertEquals(700, point.energy().watts(PowerBasis.UNSTATED));
        var labelled = ParetoCommand.run(ParetoOptions.of(List.of(directory.toString()))
                .named(List.of(pattern))
                .labelled(Map.of("watts", "650", "concurrency", "8")));
        assertEquals(650, labelled.read().points().getFirst().energy().watts(PowerBasis.UNSTATED));
        assertEquals("8", labelled.read().points().getFirst().field("concurrency"));
    }

    @Test
    void aNameThatSaysWordsWhereANumberIsNeededIsAProblemOfThatFile() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> read("(?<hardware>[^-]+)-(?<isl>[^-]+)-.*"));
        assertTrue(
                e.getMessage()
                        .endsWith("H200-r7-c64-700w.json: isl in the name of the file: is 'r7' where a number is"
                                + " needed"),
                e.getMessage());
    }
}
