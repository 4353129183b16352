package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    @Test
    void labelsSayPathSchemeAndWhomItIsAbout() throws IOException {
        List<Target> targets = Discovery.read("sd.json", """
            [{"targets": ["10.0.0.1:9290"],
              "labels": {"__scheme__": "https", "__metrics_path__": "/ipmi", "__param_target": "bmc-7:623"}},
             {"targets": ["10.0.0.2:9400"], "labels": {"node": "gpu-2"}},
             {"targets": ["gpu-3:9400"]}]
            """);
        assertEquals(
                "https://10.0.0.1:9290/ipmi?target=bmc-7%3A623",
                targets.get(0).uri().toString());
        assertEquals("bmc-7", targets.get(0).host());
        assertEquals("gpu-2", targets.get(1).host());
        assertEquals("http://gpu-3:9400/metrics", targets.get(2).uri().toString());
    }

    @Test
    void yamlSaysTheSame() throws IOException {
        List<Target> targets = Discovery.readYaml("sd.yml", """
            - targets: [ "10.0.0.1:9290" ]
              labels: { __scheme__: https, __metrics_path__: /ipmi, __param_target: "bmc-7:623" }
            - targets:
                - 10.0.0.2:9400
              labels:
                node: gpu-2
            - targets: [ gpu-3:9400 ]
            """);
        assertEquals(
                "https://10.0.0.1:9290/ipmi?target=bmc-7%3A623",
                targets.get(0).uri().toString());
        assertEquals("gpu-2", targets.get(1).host());
        assertEquals("http://gpu-3:9400/metrics", targets.get(2).uri().toString());
        assertEquals(List.of(), Discovery.readYaml("sd.yml", "[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b",
                "- 1",
                "- labels: {a: b}",
                "- targets: [a b]",
                "- targets: [[1]]",
                "- targets: [",
                "- targets: {}"
            })
    void yamlThatIsNoListOfTargetsIsToldWithItsLine(String yaml) {
        String message = assertThrows(IOException.class, () -> Discovery.readYaml("sd.yml", yaml))
                .getMessage();
        assertTrue(message.startsWith("sd.yml:1") && !message.contains("\n"), message);
    }

    @Test
    void lookingAgainIsSpreadInTimeAndLessOftenWhereItFails() {
        long refresh = 10 * Times.SECOND;
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long pause = Discovery.pause(refresh, 0);
            assertTrue(pause >= 9 * Times.SECOND && pause <= refresh);
            drawn.add(pause);
            assertTrue(Discovery.pause(refresh, 3) >= 2 * refresh && Discovery.pause(refresh, 30) <= Times.MINUTE);
        }
        assertTrue(drawn.size() > 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{}]",
                "[{\"targets\": [\"a b\"]}]",
                "[{\"targets\": [\"u:p@host:1\"]}]",
                "[{\"targets\": [{}]}]",
                "[{\"targets\": [\"h:1\"], \"labels\": {\"__scheme__\": \"file\"}}]",
                "<html>",
                "[[[[",
                ""
            })
    void whatIsNoListOfTargetsIsToldWithItsPlace(String json) {
        String message = assertThrows(IOException.class, () -> Discovery.read("sd.json", json))
                .getMessage();
        assertTrue(message.startsWith("sd.json") && !message.contains("\n\n"), message);
    }

    @Test
    void aPatternThatNoFileFitsIsNoListOfNothing(@TempDir Path folder) throws IOException {
        Discovery files = Discovery.ByFile.of(folder.resolve("*.json").toString());
        try (HttpReader reader = new HttpReader(HttpAccess.of(ConfigNode.parse("t.yaml", "name: t"), Times.SECOND))) {
            String message =
                    assertThrows(IOException.class, () -> files.look(reader)).getMessage();
            assertTrue(message.contains("*.json") && message.contains("[]"), message);
            Files.writeString(folder.resolve("a.json"), "[]");
            assertEquals(List.of(), files.look(reader));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGroupWithoutTargetsIsToldByItsNumber() {
        String json = "[{\"targets\": [\"a:1\", \"b:1\", \"c:1\"]}, {\"labels\": {}}]";
        String message = assertThrows(IOException.class, () -> Discovery.read("sd.json", json))
                .getMessage();
        assertTrue(message.contains("group 2 "), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"targets\": [\"a:1\"]}, {\"targets\": [\"b:1\", \"a b\"]}] | sd.json: group 2, target 2: ",
                "[{\"targets\": [\"a:1\"]}, 7] | sd.json: group 2: not a JSON list of",
                "[{\"targets\": [{}]}] | sd.json: group 1, target 1: ",
                "[{\"targets\": [\"a:1\" \"b:1\"]}] | line 1 column",
            })
    void whatIsWrongInAListIsToldWithWhereItStands(String json, String said) {
        String message = assertThrows(IOException.class, () -> Discovery.read("sd.json", json))
                .getMessage();
        assertTrue(message.contains(said) && !message.contains("Exception"), message);
    }
}
