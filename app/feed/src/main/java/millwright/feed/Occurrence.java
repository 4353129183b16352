package millwright.feed;

import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.Layer;

/**
 * Something that happened at an instant: an XID, a link flap, a job start, a new log template, a command.
 *
 * @param id unique within its origin, so that a repeat after a reconnect is recognised
 * @param what machine word such as {@code xid}, {@code ecc.double}, {@code link.down}, {@code job.start}, {@code leak}
 * @param uncertainty +- ns of {@code time} against the plant clock; closer events have no known order
 * @param count how many equal ones this stands for, at least 1
 */
public record Occurrence(
        String id,
        String what,
        Layer layer,
        EntityId entity,
        long time,
        long uncertainty,
        long receiveTime,
        Priority priority,
        String text,
        long count,
        Map<String, String> details,
        Origin origin)
        implements PlantEvent {
    public Occurrence {
        details = Map.copyOf(details);
    }

    /** True when the clocks cannot tell which of the two came first. */
    public boolean orderUnknown(Occurrence other) {
        return Math.abs(time - other.time) < uncertainty + other.uncertainty;
    }
}
