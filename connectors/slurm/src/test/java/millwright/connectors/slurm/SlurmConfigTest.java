package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.OwnCertificate;
import millwright.plant.JobClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlurmConfigTest {
    private static SlurmConfig config(String lines) {
        return SlurmConfig.of(ConfigNode.parse("site.yaml", "protocol: slurm\n" + lines.replace("; ", "\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ur: https://ctl:6820|site.yaml:2: unknown key 'ur'; did you mean 'url'?",
                "user: root|either 'url: https://host:6820' or 'socket:",
                "url: https://a; socket: /b|either 'url: https://host:6820' or 'socket:",
                "url: http://ctl:6820; token-file: /t|site.yaml:2: url: 'http://ctl:6820' would get the secret",
                "url: https://ctl; every: 1ms|site.yaml:3: every: must be at least 100ms",
                "url: https://ctl; confirm: 1ms|site.yaml:3: confirm: must be at least 1000ms",
                "url: https://ctl; timeout: 1ms|site.yaml:3: timeout: must be at least 50ms",
                "url: https://ctl; partitions: { a: trainin }|did you mean 'training'?",
                "url: https://ctl; slurm-conf: /etc/slurm.conf|is read by scontrol alone",
                "url: https://ctl; token-file: /a; token-env: B|not both",
                "url: https://ctl; waiting-jobs: -1|waiting-jobs"
            })
    void aWrongBlockNamesTheLineAndTheRemedy(String lines, String said) {
        String message =
                assertThrows(ConfigException.class, () -> config(lines)).getMessage();
        assertTrue(message.startsWith("site.yaml:") && message.contains(said), message);
    }

    @Test
    void aBlockIsReadAndWithoutASchemeTheSafeOneIsTaken() {
        SlurmConfig config =
                config("url: ctl:6820; user: millwright; token-env: SLURM_JWT; partitions: { llm: inference }");
        assertEquals("https://ctl:6820", config.url().toString());
        assertEquals(JobClass.INFERENCE, config.classes().get("llm"));
        assertEquals("slurm", config.name());
    }

    @Test
    void aSocketIsShownNoCertificate(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:gateway");
        String keys = "cert-file: " + own.certificate() + "; key-file: " + own.key() + "; ";
        String message = assertThrows(ConfigException.class, () -> config(keys + "socket: /run/slurmrestd.socket"))
                .getMessage();
        assertTrue(message.startsWith("site.yaml:2: cert-file: a certificate is shown over TLS alone"), message);
        assertTrue(config(keys + "url: https://ctl:6820").access().shown().isPresent());
    }

    @Test
    void aToolWithoutAFolderIsLookedForWhereProgramsAre() {
        Path found = config("url: https://ctl:6820; scontrol: sh").scontrol().orElseThrow();
        assertTrue(found.isAbsolute() && found.endsWith("sh"), found.toString());
        String message = assertThrows(ConfigException.class, () -> config("url: https://ctl; scontrol: nosuchtool"))
                .getMessage();
        assertTrue(message.startsWith("site.yaml:3: scontrol: nosuchtool is no program"), message);
    }

    @Test
    void aSocketNeedsNoToken() {
        assertTrue(config("socket: /run/slurmrestd.socket").socket().isPresent());
    }

    @Test
    void nothingIsConnectedBeforeItIsOpened() {
        ConfigNode block = ConfigNode.parse("site.yaml", "protocol: slurm\nurl: http://127.0.0.1:1\n");
        new SlurmProvider().create(block, InstantSource.system()).close();
    }
}
