package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.OwnCertificate;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusConfigTest {
    private static PrometheusConfig config(String target, String more) {
        return PrometheusConfig.of(ConfigNode.parse("site.yaml", """
            protocol: prometheus
            targets: [ "%s" ]
            token-file: /etc/millwright/token
            %s
            """.formatted(target, more)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n17.cluster:9400", "http://10.0.0.17:9400", "http://127.0.0.1.evil.example/metrics"})
    void aTokenIsNotSentOverClearTextToAnotherMachine(String target) {
        String message =
                assertThrows(ConfigException.class, () -> config(target, "")).getMessage();
        assertTrue(message.startsWith("site.yaml:2: ") && message.contains("insecure-token: true"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://n17.cluster:9400",
                "localhost:9400",
                "http://127.0.0.1:9400",
                "http://[::1]:9400/metrics"
            })
    void aTokenGoesOverAnEncryptedWayOrNone(String target) {
        assertEquals(1, config(target, "").targets().size());
    }

    @Test
    void aCertificateThatCannotBeShownIsNamedWithLineKeyAndRemedy(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:gateway");
        OwnCertificate other = OwnCertificate.in(folder, "other", "dns:gateway");
        Map<String, String> wrong = Map.of(
                "cert-file: " + own.certificate(),
                "site.yaml:1: 'key-file' is missing; 'cert-file' and 'key-file' belong together",
                "key-file: " + own.key() + "\ncert-file: /nowhere/a.pem",
                "site.yaml:5: cert-file: /nowhere/a.pem: there is no such file",
                "cert-file: " + own.certificate() + "\nkey-file: " + other.key(),
                "site.yaml:5: key-file: " + other.key() + " is not the key of the certificate",
                "cert-flie: /a",
                "site.yaml:4: unknown key 'cert-flie'; did you mean 'cert-file'?");
        wrong.forEach((keys, message) -> assertEquals(
                message,
                assertThrows(ConfigException.class, () -> config("localhost:9400", keys))
                        .getMessage()));
    }

    @Test
    void aCertificateThatNobodyWouldBeShownIsRefused(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:gateway");
        String keys = "cert-file: " + own.certificate() + "\nkey-file: " + own.key();
        assertEquals(
                "site.yaml:4: cert-file: a certificate is shown over TLS alone, and nothing of this block goes over it;"
                        + " write https://, or leave 'cert-file' and 'key-file' out",
                assertThrows(ConfigException.class, () -> config("localhost:9400", keys))
                        .getMessage());
        assertTrue(config("https://n17:9400", keys).access().shown().isPresent());
        assertTrue(config("localhost:9400", keys + "\nfile-sd: /a/*.json")
                .access()
                .shown()
                .isPresent());
    }

    @Test
    void whoeverSaysSoMaySendItAnyway() {
        assertEquals(
                1, config("n17.cluster:9400", "insecure-token: true").targets().size());
    }

    @Test
    void silenceIsForeverUnlessTheBlockSaysOtherwise() {
        assertEquals(Long.MAX_VALUE, config("localhost:9400", "").silent());
        assertEquals(
                7 * 24 * Times.HOUR,
                config("localhost:9400", "forget-silent: 7d").silent());
        String message = assertThrows(ConfigException.class, () -> config("localhost:9400", "forget-silent: 10s"))
                .getMessage();
        assertEquals("site.yaml:4: forget-silent: must be at least 60000ms", message);
    }
}
