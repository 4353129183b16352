package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    @TempDir
    Path folder;

    @Test
    void aTokenIsReadFromItsFileWithoutLineEndAndMark() throws IOException {
        for (String text : List.of("abc123", "abc123\n", "\uFEFFabc123\r\n")) {
            assertEquals("abc123", new Secret.InFile(file(text.getBytes(StandardCharsets.UTF_8))).read());
        }
    }

    @Test
    void whatIsNoLineOfTextIsRefusedWithoutRepeatingIt() throws IOException {
        for (byte[] bytes : List.of(
                "geheim\nzwei".getBytes(StandardCharsets.UTF_8),
                "geheim".getBytes(StandardCharsets.UTF_16),
                "geh\0eim".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                new byte[20_000])) {
            Path file = file(bytes);
            String said = assertThrows(IOException.class, () -> new Secret.InFile(file).read())
                    .getMessage();
            assertTrue(said.contains(file.toString()), said);
            assertFalse(said.contains("geh"), said);
        }
        Path gone = folder.resolve("gone");
        String said = assertThrows(IOException.class, () -> new Secret.InFile(gone).read())
                .getMessage();
        assertTrue(said.contains("no such file"), said);
        assertThrows(IOException.class, () -> new Secret.InFile(folder).read());
    }

    @Test
    void anAddressWithAPasswordInItIsRefusedWithoutRepeatingIt() {
        ConfigNode node = ConfigNode.parse("site.yaml", "target: http://root:geheim@bmc1/x")
                .get("target");
        String said = assertThrows(ConfigException.class, () -> HttpAccess.address(node, "http"))
                .getMessage();
        assertTrue(said.startsWith("site.yaml:1:"), said);
        assertFalse(said.contains("geheim"), said);
    }

    private Path file(byte[] bytes) throws IOException {
        Path file = folder.resolve("token" + bytes.length);
        Files.write(file, bytes);
        return file;
    }
}
