package millwright.connectors.prometheus;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: prometheus} under {@code sources:}. */
public final class PrometheusProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "prometheus";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) throws IOException {
        return new PrometheusFeed(PrometheusConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new PrometheusProbe());
    }
}
