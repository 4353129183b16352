package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;

/**
 * How one source is doing.
 *
 * @param condition one word: {@code ok}, {@code late}, {@code failed}, {@code starting}, {@code ended}
 * @param detail one line for people, for example "connection refused since 14:03:11"
 * @param missing fields that it ought to deliver and does not, one line each
 */
public record SourceState(
        EntityId source,
        String protocol,
        String condition,
        String detail,
        long time,
        double lagMillis,
        double samplesPerSecond,
        long errors,
        List<String> missing,
        long clockOffset,
        long clockUncertainty)
        implements PlantEvent {
    public SourceState {
        missing = List.copyOf(missing);
    }
}
