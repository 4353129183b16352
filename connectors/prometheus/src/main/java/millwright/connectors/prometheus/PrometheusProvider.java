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
    public Feed create(ConfigNode block, InstantSource clock) {
        PrometheusConfig config = PrometheusConfig.of(block);
        try {
            return new PrometheusFeed(config, clock);
        } catch (IOException e) {
            throw block.error(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new PrometheusProbe());
    }
}
