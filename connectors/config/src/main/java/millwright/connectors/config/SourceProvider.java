package millwright.connectors.config;

import java.time.InstantSource;
import java.util.Optional;
import millwright.feed.Feed;

/** Makes feeds of one protocol out of their block of the configuration; found by ServiceLoader. */
public interface SourceProvider {
    /** The word under {@code sources:} that chooses it, for example {@code prometheus}. */
    String protocol();

    /** @throws ConfigException naming file, line and remedy; nothing is connected before {@link Feed#open} */
    Feed create(ConfigNode block, InstantSource clock);

    /** What finds out whether a host speaks this protocol; nothing where hosts cannot be asked. */
    default Optional<SourceProbe> probe() {
        return Optional.empty();
    }
}
