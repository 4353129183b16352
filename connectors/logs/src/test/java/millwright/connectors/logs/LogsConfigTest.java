package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsConfigTest {
    private static LogsConfig of(String text) {
        return LogsConfig.of(ConfigNode.parse("site.yaml", "protocol: logs\n" + text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 1s | site.yaml:1: gives nothing to read; name 'files', 'udp', 'tcp' or 'tls'",
                "tlss: {listen: 1} | site.yaml:2: unknown key 'tlss'; did you mean 'tls'?",
                "tls: {listen: 1, tls-cret: /a, tls-key: /b} | site.yaml:2: unknown key 'tls.tls-cret'; did you mean"
                        + " 'tls-cert'?",
                "tls: {listen: 1, tls-key: /b} | site.yaml:2: tls: 'tls-cert' is missing; 'tls-cert' and 'tls-key'"
                        + " belong together",
                "tls: {listen: 1, tls-cert: /nowhere/a, tls-key: /b} | site.yaml:2: tls.tls-cert: /nowhere/a: there is"
                        + " no such file",
                "file: [/a] | site.yaml:2: unknown key 'file'; did you mean 'files'?",
                "files: [a.log] | site.yaml:2: files[0]: 'a.log' must be an absolute path",
                "files: [{path: /a, formt: auto}] | site.yaml:2: unknown key 'files[0].formt'; did you mean 'format'?",
                "files: [{path: /a, format: journa}] | site.yaml:2: files[0].format: 'journa' is not known here; did"
                        + " you mean 'journal'?",
                "files: [{path: /a, boot: noon}] | site.yaml:2: files[0].boot: 'noon' is not a time such as"
                        + " 2025-02-23T10:00:00Z",
                "udp: syslog | site.yaml:2: udp: 'syslog' is not an address such as 0.0.0.0:5514",
                "udp: 99999 | site.yaml:2: udp: '99999' is not an address such as 0.0.0.0:5514"
            })
    void aMistakeIsNamedWithItsPlaceAndRemedy(String block, String message) {
        assertEquals(
                message, assertThrows(ConfigException.class, () -> of(block)).getMessage());
    }

    @Test
    void aPortAloneIsHeardOnThisMachineOnly() {
        assertTrue(of("udp: 5514").udp().orElseThrow().getAddress().isLoopbackAddress());
        assertTrue(of("tcp: '0.0.0.0:5514'").tcp().orElseThrow().getAddress().isAnyLocalAddress());
    }

    @Test
    void aPathNamesHosts(@TempDir Path folder) throws IOException {
        for (String host : List.of("n17", "n18")) {
            Files.createDirectories(folder.resolve(host));
            Files.writeString(folder.resolve(host).resolve("kern.log"), "x");
            Files.writeString(folder.resolve(host).resolve("notes.txt"), "x");
        }
        List<String> hosts = new Paths(folder + "/{host}/*.log")
                .find().stream().map(Paths.Found::host).sorted().toList();
        assertEquals(List.of("n17", "n18"), hosts);
        assertEquals(List.of(), new Paths(folder + "/nowhere/*.log").find());
    }

    @Test
    void aHistoryWithoutEndIsRefused() {
        String message = assertThrows(ConfigException.class, () -> of("udp: 1\nhistory: 8d"))
                .getMessage();
        assertTrue(message.startsWith("site.yaml:3: history: must be at most 7d"), message);
        String often = assertThrows(ConfigException.class, () -> of("files: [/a]\nevery: 1ms"))
                .getMessage();
        assertEquals("site.yaml:3: every: must be at least 10ms", often);
    }

    private static String refused(Path certificate, Path key, String more) {
        return assertThrows(
                        ConfigException.class,
                        () -> of("tls:\n  listen: 6514\n  tls-cert: " + certificate + "\n  tls-key: " + key + "\n"
                                + more))
                .getMessage();
    }

    @Test
    void aCertificateOrKeyThatDoesNotServeIsNamedWithItsLine(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:logs");
        OwnCertificate other = OwnCertificate.in(folder, "other", "dns:other");
        Path none = Files.writeString(folder.resolve("none"), "nothing of the kind");
        Path secret = Files.writeString(
                folder.resolve("old.key"),
                "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                folder.resolve("broken.key"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertEquals(
                "site.yaml:4: tls.tls-cert: " + none + " is no certificate; it wants PEM",
                refused(none, own.key(), ""));
        assertEquals(
                "site.yaml:5: tls.tls-key: " + none + " holds no private key; it wants PEM",
                refused(own.certificate(), none, ""));
        assertEquals(
                "site.yaml:5: tls.tls-key: " + other.key() + " is not the key of the certificate",
                refused(own.certificate(), other.key(), ""));
        String remedy = refused(own.certificate(), secret, "");
        assertTrue(remedy.startsWith("site.yaml:5: ") && remedy.contains("openssl pkcs8"), remedy);
        String damaged = refused(own.certificate(), broken, "");
        assertTrue(damaged.startsWith("site.yaml:5: ") && !damaged.contains("c2Vj"), damaged);
        assertEquals(
                "site.yaml:6: tls.client-ca: " + none + " is no certificate; it wants PEM",
                refused(own.certificate(), own.key(), "  client-ca: " + none));
        assertEquals(
                6514,
                of("tls: {listen: 6514, tls-cert: " + own.certificate() + ", tls-key: " + own.key() + "}")
                        .tls()
                        .orElseThrow()
                        .address()
                        .getPort());
    }
}
