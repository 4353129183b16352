package millwright.connectors.netbox;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: netbox} under {@code sources:}. */
public final class NetboxProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "netbox";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) throws IOException {
        return new NetboxFeed(NetboxConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new NetboxProbe());
    }
}
