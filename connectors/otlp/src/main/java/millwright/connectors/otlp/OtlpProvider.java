package millwright.connectors.otlp;

import java.time.InstantSource;
import java.util.Optional;
import java.util.ServiceLoader;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.source.LogClassifier;
import millwright.feed.Feed;

/** {@code protocol: otlp} under {@code sources:}. Log lines are read by the first {@link LogClassifier} that is installed. */
public final class OtlpProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "otlp";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) {
        return new OtlpFeed(
                OtlpConfig.of(block),
                clock,
                ServiceLoader.load(LogClassifier.class).findFirst());
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new OtlpProbe());
    }
}
