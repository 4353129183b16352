package millwright.connectors.logs;

import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: logs} under {@code sources:}; its keys stand at {@link LogsConfig}. */
public final class LogsProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "logs";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) {
        return new LogsFeed(LogsConfig.of(block), clock);
    }
}
