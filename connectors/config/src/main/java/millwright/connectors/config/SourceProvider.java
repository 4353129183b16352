package millwright.connectors.config;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.feed.Feed;

/** Makes feeds of one protocol out of their block of the configuration; found by ServiceLoader. */
public interface SourceProvider {
    /** The word under {@code sources:} that chooses it, for example {@code prometheus}. */
    String protocol();

    /**
     * Makes the feed of a block.
     *
     * @throws ConfigException naming file, line and remedy
     * @throws IOException where a file that the block names cannot be taken; {@link #create} says at which block
     */
    Feed feed(ConfigNode block, InstantSource clock) throws IOException;

    /** @throws ConfigException naming file, line and remedy; nothing is connected before {@link Feed#open} */
    default Feed create(ConfigNode block, InstantSource clock) {
        try {
            return feed(block, clock);
        } catch (IOException e) {
            throw block.error(String.valueOf(e.getMessage()));
        }
    }

    /** What finds out whether a host speaks this protocol; nothing where hosts cannot be asked. */
    default Optional<SourceProbe> probe() {
        return Optional.empty();
    }
}
