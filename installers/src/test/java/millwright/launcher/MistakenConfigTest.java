package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import millwright.connectors.config.ConfigException;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write who are tired, and what they are told: one line that names the place and the remedy. */
class MistakenConfigTest {
    @TempDir
    Path folder;

    /** @param block of one source, its lines parted by {@code ;} */
    private Path file(String block) throws IOException {
        String lines = block.replace(";", "\n    ").replace("FOLDER", folder.toString());
        return Files.writeString(folder.resolve("site.yaml"), "sources:\n  - protocol: " + lines + "\n");
    }

    private String refused(Path file) {
        String said = assertThrows(ConfigException.class, () -> GatewayConfig.read(file))
                .getMessage();
        assertEquals(1, said.lines().count(), said);
        return said.replace(folder + "/", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prometheus;targets: ['localhost:99999']|site.yaml:3: sources[0].targets[0]: there is no port 99999; ports"
                        + " go from 1 to 65535",
                "slurm;url: http://localhost:99999|site.yaml:3: sources[0].url: there is no port 99999; ports go from 1 to"
                        + " 65535",
                "mqtt;url: localhost:99999|site.yaml:3: sources[0].url: there is no port 99999; ports go from 1 to 65535",
                "prometheus;targets: ['localhost:1'];token: abc|site.yaml:4: unknown key 'sources[0].token'; no secret"
                        + " stands here: write it into a file, and name that with 'token-file'",
                "slurm;url: http://localhost:1;scontrol: /nowhere/scontrol|site.yaml:4: sources[0].scontrol:"
                        + " /nowhere/scontrol is no program that can be run here; leave it out where Slurm's tools are not"
                        + " installed",
                "redfish;connections: 0;bmcs: [a]|site.yaml:3: sources[0].connections: must be between 1 and 4, not 0",
                "modbus;devices: [{name: A, address: a, map: /nowhere/map.yaml}]|site.yaml:3: sources[0].devices[0].map:"
                        + " /nowhere/map.yaml: there is no such file",
                "modbus;devices: [{name: A, address: a, map: apc}]|site.yaml:3: sources[0].devices[0].map: there is no map"
                        + " 'apc' (a file of your own ends in .yaml); known are: eastron-sdm630, schneider-pm5000,"
                        + " ocp-orv3-rpu",
                "prometheus;targets: ['https://a'];ca-file: FOLDER|site.yaml:4: sources[0].ca-file: FOLDER is a folder; it"
                        + " wants a file of PEM",
                "prometheus;name: '';targets: [a]|site.yaml:3: sources[0].name: must not be empty",
                "simulator;scenario: dmo|site.yaml:3: sources[0].scenario: no scenario dmo; shipped are demo, calm, hall,"
                        + " large",
            })
    void aMistakeIsRefusedWithItsLineAndTheRemedy(String block, String said) throws IOException {
        assertEquals(said.replace("FOLDER", folder.toString()), refused(file(block)));
    }

    @Test
    void whatIsNotIndentedAlikeIsSaidInWordsOfPeopleToo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("site.yaml"), "sources:\n  - protocol: slurm\n   url: http://localhost:1\n");
        String said = refused(file);
        assertTrue(said.startsWith("site.yaml:3: not YAML"), said);
        assertTrue(said.endsWith("does this line stand as far in as those that it belongs to?"), said);
        Files.writeString(file, "sources:\n  - protocol: prometheus\n    targets: ['a'\n\n");
        said = refused(file);
        assertTrue(said.endsWith("(in what begins on line 3)"), said);
    }

    @Test
    void aFileInPlaceOfTheFolderOfTheAuditIsNamed() throws IOException {
        Path file = file("prometheus;targets: [a]");
        Files.writeString(file, "\nstate: " + file + "\n", java.nio.file.StandardOpenOption.APPEND);
        assertTrue(
                refused(file).endsWith("state: site.yaml is a file; name a folder for the journal and the audit"),
                refused(file));
        Ends.Unreachable e = assertThrows(Ends.Unreachable.class, () -> GivenFile.folder(file.resolve("below")));
        assertTrue(String.valueOf(e.getMessage()).endsWith("name another with 'state:' in the configuration"));
    }

    @Test
    void aFileInTheUsualPlaceOfThatFolderIsNamedToo() throws IOException {
        String home = System.getProperty("user.home", ".");
        Files.writeString(Files.createDirectory(folder.resolve(".millwright")).resolve("state"), "");
        System.setProperty("user.home", folder.toString());
        try {
            String said = refused(file("prometheus;targets: [a]"));
            assertEquals("site.yaml:1: .millwright/state is a file; name a folder for the journal and the audit", said);
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prometheus;targets: ['nosuchhost.invalid:9400']|the name of the host is not known here OR answer within",
                "slurm;url: http://localhost:1|is it running at localhost:1, and is the port right?",
                "slurm;socket: FOLDER|is it the socket of slurmrestd, and does that run?",
                "snmp;community-file: FOLDER/site.yaml;devices: [{name: A, address: nosuchhost.invalid, map: apc-rpdu2}]|the"
                        + " name of the host is not known here",
                "logs;files: [FOLDER]|is a folder; name the files in it",
                "netbox;export: FOLDER/site.yaml|site.yaml: not JSON of NetBox: malformed at line 1",
            })
    void whatIsFoundOnlyWhenItIsAskedIsSaidBySource(String block, String said) throws Exception {
        Path file = file(block);
        if (block.startsWith("snmp")) {
            Path secret = Files.writeString(folder.resolve("secret"), "public\n");
            Files.writeString(file, Files.readString(file).replace(file.toString(), secret.toString()));
        }
        GatewayConfig read = GatewayConfig.read(file);
        try (Hearing heard = new Hearing(read.sources().getFirst().opener().get())) {
            SourceState failed =
                    heard.await(SourceState.class, s -> s.condition().equals("failed"));
            // a resolver may take longer than the source waits
            assertTrue(Arrays.stream(said.split(" OR ", -1)).anyMatch(failed.detail()::contains), failed.detail());
        }
    }
}
