package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Feed;
import millwright.feed.SourceState;
import millwright.hearing.OwnCertificate;
import millwright.hearing.PeerBehindTls;
import org.junit.jupiter.api.Test;

/** An exporter behind TLS by an authority that only the site knows. */
class TlsTest extends PeerBehindTls {
    @Override
    protected String answer(String path) {
        return "DCGM_FI_DEV_POWER_USAGE{UUID=\"a\"} 700\n";
    }

    @Override
    protected Feed feed(String address, String more) {
        ConfigNode block =
                ConfigNode.parse("test.yaml", "protocol: prometheus\ntargets: [ \"" + address + "\" ]\n" + more);
        return new PrometheusProvider().create(block, InstantSource.system());
    }

    @Test
    void whoShowsNoneOrOneThatIsNotTrustedIsToldWhatThePeerWants() throws Exception {
        demand(OwnCertificate.in(folder, "theirs", "dns:gateway"));
        String authority = "ca-file: " + own.certificate() + "\n";
        SourceState without = first(authority);
        assertTrue(
                without.condition().equals("failed") && without.detail().contains("give 'cert-file' with 'key-file'"),
                without::detail);
        SourceState other = first(authority + "cert-file: " + own.certificate() + "\nkey-file: " + own.key() + "\n");
        assertTrue(
                other.condition().equals("failed")
                        && other.detail().contains("trust the authority of the certificate in 'cert-file'"),
                other::detail);
    }
}
