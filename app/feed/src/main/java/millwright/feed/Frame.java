package millwright.feed;

import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * One metric of many entities of one kind at one instant.
 *
 * @param revision the plant revision whose slots are meant
 * @param slots slots of {@code kind} that the values belong to, rising; null means all of them in order
 * @param sourceTime when the source says it was, by the source's clock
 * @param receiveTime when we got it, by our clock
 * @param interval ns that the value stands for: those between two of its source's values, by which it goes stale and gaps are
 *     seen; 0 when it is not known. How long a meter averages is told by {@link AveragedOver}, where its source says so
 */
public record Frame(
        MetricId metric,
        EntityKind kind,
        long revision,
        int @Nullable [] slots,
        long sourceTime,
        long receiveTime,
        long interval,
        Column values,
        States states,
        Origin origin)
        implements PlantEvent {
    public Frame {
        if (states.size() != values.size() || slots != null && slots.length != values.size()) {
            throw new IllegalArgumentException("frame of " + metric + ": " + values.size() + " values, " + states.size()
                    + " states" + (slots == null ? "" : ", " + slots.length + " slots"));
        }
    }

    public int size() {
        return values.size();
    }

    /** Slot of the i-th value. */
    public int slot(int i) {
        return slots == null ? i : slots[i];
    }
}
