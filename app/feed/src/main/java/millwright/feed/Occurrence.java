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
    /** Detail: something has begun, called so, and lasts until an event of the same kind on the same thing ends it. */
    public static final String BEGINS = "begins";
    /** Detail: what began under this name is over. */
    public static final String ENDS = "ends";

    public Occurrence {
        details = Map.copyOf(details);
    }

    /** The same at another entity. */
    public Occurrence at(EntityId other) {
        return entity.equals(other) ? this : copy(other, time, uncertainty, receiveTime);
    }

    /** The same of another time. @param then epoch ns @param plusMinus ns that it may be wrong by at least */
    public Occurrence at(long then, long plusMinus) {
        return copy(entity, then, Math.max(uncertainty, plusMinus), receiveTime);
    }

    /** @param now epoch ns */
    public Occurrence receivedAt(long now) {
        return copy(entity, time, uncertainty, now);
    }

    private Occurrence copy(EntityId at, long then, long plusMinus, long received) {
        return new Occurrence(id, what, layer, at, then, plusMinus, received, priority, text, count, details, origin);
    }
}
