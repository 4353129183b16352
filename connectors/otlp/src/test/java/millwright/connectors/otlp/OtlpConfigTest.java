package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ServiceLoader;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.wire.CalledFeed;
import millwright.feed.Feed;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpConfigTest {
    private static String error(String text) {
        ConfigNode block = ConfigNode.parse("site.yaml", text);
        return assertThrows(ConfigException.class, () -> new OtlpProvider().create(block, InstantSource.system()))
                .getMessage();
    }

    @Test
    void theProviderIsFoundAndItsFeedIsCalledOverGrpc() {
        SourceProvider provider = ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.protocol().equals("otlp"))
                .findFirst()
                .orElseThrow();
        try (Feed feed = provider.create(ConfigNode.parse("a", "protocol: otlp\n"), InstantSource.system())) {
            assertEquals(2, ((CalledFeed) feed).services().size(), "metrics and logs, without a port of its own");
        }
    }

    @Test
    void aWrongKeyNamesTheRightOne() {
        assertEquals(
                "site.yaml:3: unknown key 'http.listem'; did you mean 'listen'?",
                error("protocol: otlp\nhttp:\n  listem: localhost:4318\n"));
    }

    @Test
    void otherMachinesNeedTlsAndAToken() {
        assertTrue(error("protocol: otlp\nhttp: { listen: '0.0.0.0:4318' }\n")
                .endsWith("http: taking HTTP on 0.0.0.0 needs 'tls-cert', 'tls-key' and 'token-file' (or 'token-env')"
                        + " or 'client-ca'; or stay on localhost"));
    }

    @Test
    void callersShowCertificatesOverTlsAlone(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "ca", "dns:gateway");
        assertEquals(
                "site.yaml:2: http.client-ca: certificates of callers need TLS: give 'tls-cert' and 'tls-key' too",
                error("protocol: otlp\nhttp: { client-ca: " + own.certificate() + " }\n"));
        assertEquals(
                "site.yaml:2: http.client-ca: /nowhere/ca.pem: there is no such file",
                error("protocol: otlp\nhttp: { client-ca: /nowhere/ca.pem }\n"));
    }

    @Test
    void anAddressWithoutAPortIsRefused() {
        assertTrue(error("protocol: otlp\nhttp: { listen: localhost }\n").contains("is not HOST:PORT"));
    }
}
