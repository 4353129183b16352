package millwright.connectors.mqtt;

import java.nio.file.Path;
import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.Hearing;
import millwright.hearing.OwnCertificate;
import millwright.hearing.RenewedAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker behind TLS. */
@Timeout(90)
class SecureTest {
    @TempDir
    static Path folder;

    private static Hearing listening(TestBroker broker, Path authority) {
        ConfigNode block = ConfigNode.parse("site.yaml", """
            protocol: mqtt
            url: mqtts://127.0.0.1:%d
            ca-file: %s
            """.formatted(broker.port(), authority));
        return new Hearing(new MqttProvider().create(block, InstantSource.system()));
    }

    @Test
    void aRenewedAuthorityIsTakenAtTheNextConnectionAndABadFileIsNot() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "broker", "ip:127.0.0.1");
        try (TestBroker broker = new TestBroker(own.server().getServerSocketFactory())) {
            RenewedAuthority.isTakenAndABadFileIsNot(folder, own, authority -> listening(broker, authority));
        }
    }
}
