package millwright.connectors.snmp;

import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: snmp} under {@code sources:}. */
public final class SnmpProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "snmp";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) {
        return new SnmpFeed(SnmpConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new SnmpProbe());
    }
}
