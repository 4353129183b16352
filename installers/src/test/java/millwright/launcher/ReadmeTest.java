package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.gateway.FeedSource;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows as configuration is taken by a gateway as it stands there. */
class ReadmeTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```yaml\\n(.*?)^ *```$");
    private static final String SITE = "/etc/millwright/";
    private static final String MAP = "cdu.yaml";

    @TempDir
    private Path folder;

    private String readme = "";

    @BeforeEach
    void read() throws IOException, GeneralSecurityException, InterruptedException {
        readme = Files.readString(root().resolve("README.md"));
        Files.writeString(folder.resolve(MAP), block("device:"));
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:building");
        for (String authority : List.of("building.pem", "bmc.pem", "logs.pem", "senders.pem")) {
            Files.copy(own.certificate(), folder.resolve(authority));
        }
        Files.copy(own.key(), folder.resolve("logs.key"));
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("ARCHITECTURE.md"))) {
            at = Objects.requireNonNull(at.getParent(), "no checkout around the working directory");
        }
        return at;
    }

    private List<String> blocks() {
        return FENCED.matcher(readme)
                .results()
                .map(ReadmeTest::bare)
                .map(text -> text.replace(SITE, folder + "/"))
                .toList();
    }

    private static String bare(MatchResult fenced) {
        return fenced.group(2).replaceAll("(?m)^" + fenced.group(1), "");
    }

    private String block(String beginning) {
        return blocks().stream()
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private GatewayConfig config(String text) throws IOException {
        return GatewayConfig.read(Files.writeString(folder.resolve("site.yaml"), text));
    }

    @Test
    void everyConfigurationIsTakenAsItStands() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String text : blocks()) {
            if (text.contains("sources:")) {
                config(text).sources().forEach(source -> shown.add(source.protocol()));
            } else if (!text.startsWith("device:")) {
                config(text + "sources: [ {protocol: simulator} ]\n");
            }
        }
        Set<String> known = new TreeSet<>();
        ServiceLoader.load(SourceProvider.class).forEach(provider -> known.add(provider.protocol()));
        assertEquals(known, shown, "README shows a block of every protocol");
    }

    @Test
    void allOfThemFitIntoOneFile() throws IOException {
        StringBuilder all = new StringBuilder("sources:\n");
        for (String text : blocks()) {
            if (text.contains("sources:\n")) {
                all.append(text.substring(text.indexOf("sources:\n") + "sources:\n".length()));
            }
        }
        GatewayConfig config = config(all + block("economics:"));
        assertEquals(
                Set.of("dcgm", "prom", "redfish", "slurm", "otlp", "logs", "modbus", "snmp", "mqtt", "netbox"),
                Set.copyOf(config.sources().stream().map(FeedSource::name).toList()));
        assertEquals("EUR", config.site().prices().currency());
    }

    @Test
    void whatTheMapOfReadmeLetsBeWrittenCanBeAskedFor() throws IOException {
        String modbus = block("sources:\n  - protocol: modbus");
        config(modbus.replace("  - protocol: modbus", "  - write: true\n    protocol: modbus"));
    }

    @Test
    void everyOptionThatReadmeNamesOfAKeyIsTaken() throws IOException {
        String snmp = block("sources:\n  - protocol: modbus")
                .replaceAll("user: millwright .*\\n.*auth-file.*\\n.*privacy-file.*", "community-env: COMMUNITY");
        assertTrue(snmp.contains("community-env"), snmp);
        config(snmp);
        config(block("sources:\n  - protocol: redfish")
                .replaceAll("otlp .*", "otlp\n    http: {listen: \"localhost:4318\"}"));
        config(block("sources:\n  - protocol: logs").replace("tcp:", "udp:"));
        config(block("sources:\n  - protocol: netbox").replace("line-to-line", "line-to-neutral"));
        config(block("name: halden").replace("tenant: gpu-site", "token-file: t\n    insecure-token: true"));
    }
}
