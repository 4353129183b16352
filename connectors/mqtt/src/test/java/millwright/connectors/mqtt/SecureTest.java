package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.hearing.OwnCertificate;
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
        OwnCertificate other = OwnCertificate.in(folder, "other", "ip:127.0.0.1");
        Path authority = Files.copy(other.certificate(), folder.resolve("authority.pem"));
        try (TestBroker broker = new TestBroker(own.server().getServerSocketFactory());
                Hearing it = listening(broker, authority)) {
            it.await(SourceState.class, s -> s.condition().equals("failed"));
            Files.copy(own.certificate(), authority, StandardCopyOption.REPLACE_EXISTING);
            it.await(SourceState.class, s -> s.condition().equals("ok"));
            Files.writeString(authority, "half of a renewal");
            SourceState kept = it.await(
                    SourceState.class, s -> s.detail().contains("what it held before is used on: " + authority));
            assertEquals("ok", kept.condition());
        }
    }
}
