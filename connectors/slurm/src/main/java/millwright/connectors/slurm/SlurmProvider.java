package millwright.connectors.slurm;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: slurm} under {@code sources:}. */
public final class SlurmProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "slurm";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) throws IOException {
        return new SlurmFeed(SlurmConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new SlurmProbe());
    }
}
