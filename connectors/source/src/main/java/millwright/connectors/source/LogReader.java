package millwright.connectors.source;

import java.util.List;
import millwright.feed.Occurrence;

/**
 * Says what a log line means. Sources that carry logs among other things are given one and know no log format
 * themselves; it is found by ServiceLoader. Called from one thread at a time; bounded in time by the length of the line.
 */
@FunctionalInterface
public interface LogReader {
    /** @return nothing for a line that means nothing in particular; origin and times as the line says */
    List<Occurrence> read(LogLine line);
}
