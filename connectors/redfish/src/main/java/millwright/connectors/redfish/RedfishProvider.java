package millwright.connectors.redfish;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: redfish} under {@code sources:}. */
public final class RedfishProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "redfish";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) throws IOException {
        return new RedfishFeed(RedfishConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new RedfishProbe());
    }
}
