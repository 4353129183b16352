package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;

/** The suite of the format's own project: what it says should be read is, what should not is refused as a whole. */
class OpenMetricsSuiteTest {
    @Test
    void everyCaseIsReadOrRefusedAsTheSuiteSays() throws IOException {
        TreeMap<String, String> wrong = new TreeMap<>();
        int cases = 0;
        try (Stream<Path> all = Files.list(SharedData.file("openmetrics-parser-suite"))) {
            for (Path one : all.filter(Files::isDirectory).toList()) {
                boolean should = ConfigNode.read(one.resolve("test.json"))
                        .get("shouldParse")
                        .flag();
                String said = said(Files.readString(one.resolve("metrics")));
                cases++;
                if (said.isEmpty() != should) {
                    wrong.put(one.getFileName().toString(), said.isEmpty() ? "was read" : said);
                }
            }
        }
        assertEquals(new TreeMap<>(), wrong);
        assertTrue(cases >= 136, cases + " cases");
    }

    private static String said(String text) {
        try {
            OpenMetricsParser.parse(text);
            return "";
        } catch (BadExposition e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aHistogramWhoseSumIsNegativeIsRefusedToTheLetterAndReadAsPlainText() throws IOException {
        String served = Files.readString(SharedData.file("prometheus-exposition/alltypes.5mfs.om.txt"));
        String refused = said(served);
        assertTrue(refused.startsWith("line 33: a histogram cannot hold -8.45"), refused);
        Exposition e = ExpositionParser.parse(served);
        assertEquals(List.of(), e.problems());
        Sample sum = e.samples().stream()
                .filter(s -> s.name().equals("rpc_durations_histogram_seconds_sum"))
                .findFirst()
                .orElseThrow();
        assertEquals(-8.452185437166741e-05, sum.value());
    }

    @Test
    void aValueItsLabelsAndItsTimeComeThroughInMilliseconds() throws IOException {
        Sample sample = OpenMetricsParser.parse("# TYPE a counter\na_total{b=\"c\\\"d\"} 5 1700000000.25\n# EOF\n")
                .samples()
                .getFirst();
        assertEquals("c\"d", sample.label("b"));
        assertEquals(5, sample.value());
        assertEquals(1_700_000_000_250L, sample.timestamp());
    }

    @Test
    void aCutOffAnswerSaysSo() {
        String message = assertThrows(BadExposition.class, () -> OpenMetricsParser.parse("a 1\nb 2\n"))
                .getMessage();
        assertTrue(message.contains("cut off"), message);
    }

    @Test
    void theLineAtFaultIsNamed() {
        for (String bad : List.of("a  1", "a 1d", "a 0x1", "a{b=\"c\",} 1")) {
            String message = assertThrows(
                            BadExposition.class, () -> OpenMetricsParser.parse("# TYPE a gauge\n" + bad + "\n# EOF\n"))
                    .getMessage();
            assertTrue(message.startsWith("line 2: ") && message.endsWith(bad), message);
        }
    }
}
