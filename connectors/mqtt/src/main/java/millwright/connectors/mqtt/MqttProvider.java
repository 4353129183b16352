package millwright.connectors.mqtt;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: mqtt} under {@code sources:}. */
public final class MqttProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "mqtt";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) throws IOException {
        return new MqttFeed(MqttConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new MqttProbe());
    }
}
