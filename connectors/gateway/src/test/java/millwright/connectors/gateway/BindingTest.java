package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import millwright.control.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may listen where, and who may come in. */
class BindingTest {
    @TempDir
    Path dir;

    @Test
    void loopbackNeedsNothing() {
        assertEquals(
                Role.APPROVE, Binding.loopback(0).access().local().orElseThrow().role());
    }

    @Test
    void anyOtherAddressNeedsTlsAndCallers() {
        Path any = dir.resolve("x");
        assertTrue(problem(() -> new Binding("0.0.0.0", 7443, null, null, null, any))
                .contains("--tls-cert"));
        assertTrue(problem(() -> new Binding("0.0.0.0", 7443, any, any, null, null))
                .contains("--callers"));
        assertTrue(problem(() -> new Binding("127.0.0.1", 7443, any, null, null, null))
                .contains("--tls-key"));
    }

    @Test
    void callersAreKnownByTokenOrCertificate() throws IOException {
        Path file = Files.writeString(
                dir.resolve("callers"), "# who\n\nalice approve token:0123456789abcdef0\nbob watch cn:bob.example\n");
        Access access = Access.of(file);
        assertEquals("alice", access.byToken("0123456789abcdef0").orElseThrow().name());
        assertEquals(
                Role.WATCH,
                access.byCertificate("CN=bob.example,O=x").orElseThrow().role());
        assertTrue(access.byToken("0123456789abcdef1").isEmpty());
        assertTrue(access.byCertificate("CN=eve,OU=CN\\=bob.example").isEmpty());
        assertTrue(access.local().isEmpty());
    }

    @Test
    void aBadFileOfCallersIsNamedWithItsLineAndWithoutTheSecret() throws IOException {
        Path file = Files.writeString(dir.resolve("callers"), "alice boss token:verysecretverysecret\n");
        String problem = problem(() -> Access.of(file));
        assertTrue(problem.contains("callers line 1"), problem);
        assertFalse(problem.contains("verysecret"), problem);
        Path empty = Files.writeString(dir.resolve("nobody"), "\n");
        assertTrue(problem(() -> Access.of(empty)).contains("names nobody"));
    }

    private static String problem(Runnable made) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, made::run).getMessage());
    }
}
