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
    public Feed create(ConfigNode block, InstantSource clock) {
        RedfishConfig config = RedfishConfig.of(block);
        try {
            return new RedfishFeed(config, clock);
        } catch (IOException e) {
            throw block.error(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new RedfishProbe());
    }
}
