package millwright.connectors.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadResultFilesTest {
    private static final String GOOD = "{\"model_id\":\"m\",\"request_rate\":\"inf\",\"output_throughput\":100,"
            + "\"median_tpot_ms\":20,\"median_ttft_ms\":500,\"goodput\":null}";

    @TempDir
    Path directory;

    private ResultSet read(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
        return new ResultReader(Map.of(), NamePatterns.standard())
                .read(List.of(directory.resolve(name).toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"model_id":"m"}                                                  | output_throughput | is missing
        {"output_throughput":"fast"}                                      | output_throughput | 'fast' where a number is needed
        {"output_throughput":0,"median_tpot":1}                           | output_throughput | is 0.0
        {"output_throughput":NaN,"median_tpot":1}                         | output_throughput | is missing
        {"output_throughput":5,"median_tpot":-1}                          | median_tpot       | is -1.0
        {"output_throughput":5,"median_tpot":[]}                          | median_tpot       | is a list
        {"output_throughput":5,"max_concurrency":1.5}                     | max_concurrency   | whole number
        {"output_throughput":5                                            |                   | ends in the middle
        ~~                                                                |                   | ends in the middle
        [1,2]                                                             |                   | result object is needed
        not json at all                                                   |                   | text or a number
        {"configurations":7}                                              | configurations    | is no list
        {"configurations":[{"gpu_model":"B200"}]}                         | configurations[0].output_throughput_tokens_per_sec | is missing
        """)
    void oneErrorNamesFileAndField(String content, String field, String text) throws IOException {
        ResultSet read = read("bad.json", content == null ? "" : content);
        assertEquals(List.of(), read.points());
        ResultProblem problem = read.problems().getFirst();
        assertTrue(problem.file().contains("bad.json"), problem.toString());
        assertEquals(field == null ? "" : field, problem.field());
        assertTrue(problem.text().contains(text), problem.toString());
    }

    @Test
    void binaryContentIsRefused() throws IOException {
        Path file = directory.resolve("b.json");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        ResultSet read = new ResultReader(Map.of(), NamePatterns.standard()).read(List.of(file.toString()));
        assertEquals("is not UTF-8 text", read.problems().getFirst().text());
    }

    @Test
    void aGoodFileBesideABadOneIsStillReadAndTheExitCodeTells() throws IOException {
        Files.writeString(directory.resolve("good.json"), GOOD);
        Files.writeString(directory.resolve("bad.json"), "{");
        ParetoOutcome outcome = ParetoCommand.run(ParetoOptions.of(List.of(directory.toString())));
        assertEquals(1, outcome.report().groups().size());
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.toJson().contains("bad.json"));
    }

    @Test
    void vllmMillisecondsAndSecondsAgree() throws IOException {
        var millis = read("a.json", GOOD).points().getFirst();
        assertEquals(0.5, millis.latency().ttft().at("p50"));
        assertEquals(20, millis.latency().tpot().at("p50"));
        var seconds = read(
                        "b.json", GOOD.replace("_tpot_ms\":20", "_tpot\":0.02").replace("_ms\":500", "\":0.5"))
                .points()
                .getFirst();
        assertEquals(millis.latency(), seconds.latency());
    }

    @Test
    void oneRunALineAndListsOfRunsAreRead() throws IOException {
        assertEquals(2, read("runs.jsonl", GOOD + "\n" + GOOD + "\n").points().size());
        assertEquals(
                2, read("runs.json", "[" + GOOD + "," + GOOD + "]").points().size());
    }

    @Test
    void globsAndDirectoriesAreSearchedAndNothingFoundIsSaid() throws IOException {
        Files.createDirectories(directory.resolve("x/y"));
        Files.writeString(directory.resolve("x/y/one.json"), GOOD);
        ResultReader reader = new ResultReader(Map.of(), NamePatterns.standard());
        assertEquals(
                1, reader.read(List.of(directory + "/x/*/o*.json")).points().size());
        assertEquals(1, reader.read(List.of(directory.toString())).points().size());
        assertEquals(
                "no .json file found here",
                reader.read(List.of(directory + "/nowhere*"))
                        .problems()
                        .getFirst()
                        .text());
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> ParetoCommand.run(ParetoOptions.of(List.of(directory + "/nowhere"))));
        assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
    }

    @Test
    void labelsSupplyWhatFilesDoNotSayAndStrayOnesAreNamed() throws IOException {
        Files.writeString(directory.resolve("good.json"), GOOD);
        ParetoOptions options = ParetoOptions.of(List.of(directory.toString()))
                .labelled(ParetoOptions.labels(List.of("hardware=H200,precision=fp8", "gpu=8")));
        ParetoOutcome outcome = ParetoCommand.run(options);
        assertEquals("H200", outcome.report().groups().getFirst().key().get("hardware"));
        assertTrue(
                outcome.warnings().getFirst().contains("did you mean gpus?"),
                outcome.warnings().toString());
        assertThrows(IllegalArgumentException.class, () -> ParetoOptions.labels(List.of("hardware")));
        assertThrows(IllegalArgumentException.class, () -> ParetoCommand.run(options.grouped(List.of("colour"))));
    }

    @Test
    void aNamePatternOfOnesOwnIsTriedFirst() throws IOException {
        Files.writeString(directory.resolve("H100-run-c64.json"), GOOD);
        ParetoOptions options = ParetoOptions.of(List.of(directory.toString()))
                .named(List.of("(?<hardware>[A-Z0-9]+)-run-c(?<concurrency>\\d+)"));
        var group = ParetoCommand.run(options).report().groups().getFirst();
        assertEquals("H100", group.key().get("hardware"));
        assertEquals(64, group.points().getFirst().point().load().concurrency().getAsInt());
    }
}
