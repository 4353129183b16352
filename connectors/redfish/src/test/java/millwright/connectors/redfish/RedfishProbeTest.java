package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedfishProbeTest {
    @TempDir
    private Path folder;

    @Test
    void aControllerWithACertificateOfItsOwnIsFoundWithoutLoggingIn()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (TestBmc bmc = new TestBmc(folder, "ip:127.0.0.1")) {
            bmc.resources.put("/redfish/v1", "{\"RedfishVersion\": \"1.9.0\", \"Product\": \"iBMC\"}");
            bmc.resources.put("/redfish/v1/", "{\"RedfishVersion\": \"1.9.0\", \"Product\": \"iBMC\"}");
            bmc.needsLogin = false;
            URI address = URI.create(bmc.address());
            Door door = new Door("127.0.0.1", address.getPort(), Duration.ofSeconds(5), Map.of());
            Found found = new RedfishProbe().ask(door).orElseThrow();
            assertEquals(bmc.address(), found.address());
            assertTrue(found.what().startsWith("Redfish 1.9.0"), found.what());
            assertEquals(List.of("user and password-file", "ca-file"), found.fill());
            assertEquals(0, bmc.logins.get());
            String text = new RedfishProbe().blocks(List.of(found));
            RedfishConfig config =
                    RedfishConfig.of(ConfigNode.parse("found.yaml", text).list().getFirst());
            assertEquals(
                    bmc.address(), config.bmcs().getFirst().address().toString().replaceFirst("/$", ""));
            assertTrue(config.readOnly());
            assertFalse(config.access().password().isPresent());
        }
    }
}
