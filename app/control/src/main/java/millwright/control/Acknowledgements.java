package millwright.control;

import java.util.List;
import millwright.feed.FeedSink;

/** Where acknowledged findings go: the analyst. Returns the ids that it knew. */
@FunctionalInterface
public interface Acknowledgements {
    List<String> acknowledge(List<String> findings, String by, long now, FeedSink out);
}
