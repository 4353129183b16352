package millwright.connectors.gateway;

import java.util.function.Supplier;
import millwright.feed.Feed;

/**
 * A feed that a gateway shall merge.
 *
 * @param name unique among the sources of a gateway
 * @param opener makes the feed; called again when opening it failed
 */
public record FeedSource(String name, String protocol, boolean simulated, Supplier<Feed> opener) {}
