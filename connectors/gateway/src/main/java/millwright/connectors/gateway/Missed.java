package millwright.connectors.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one metric and kind that a desk was not sent: how many, of which entities, between which instants. Guarded
 * by its owner; bounded, it names {@link Gap#MOST_NAMED} entities at most.
 */
final class Missed {
    private final @Nullable MetricId metric;
    private final @Nullable EntityKind kind;
    private final Set<EntityId> entities = new LinkedHashSet<>();
    private boolean any;
    private long from = Long.MAX_VALUE;
    private long last;
    private long count;

    /** Of nothing that has a metric. */
    Missed() {
        this.metric = null;
        this.kind = null;
        this.any = true;
    }

    /** @param names whether it may name entities */
    Missed(Frame frame, boolean names) {
        this.metric = frame.metric();
        this.kind = frame.kind();
        this.any = !names;
    }

    /** Something that is no sample and has no time of its own. */
    void add() {
        count++;
    }

    /**
     * Some messages of the entities of this frame, the frame among them or not.
     *
     * @param since source time of the first of them @param until source time of the last
     * @param plant whose slots the frame means; null when that is not known
     */
    void add(int messages, long since, long until, Frame frame, @Nullable Plant plant) {
        count += messages;
        from = Math.min(from, since);
        last = Math.max(last, until);
        int[] slots = frame.slots();
        any |= slots == null || plant == null || plant.revision() != frame.revision();
        for (int i = 0; !any && slots != null && plant != null && i < slots.length; i++) {
            entities.add(plant.at(frame.kind(), slots[i]).id());
            any = entities.size() > Gap.MOST_NAMED;
        }
        if (any) {
            entities.clear();
        }
    }

    /** @param to first instant present again */
    Gap until(long to, String reason) {
        return new Gap(metric, kind, any ? List.of() : List.copyOf(entities), Math.min(from, to), to, count, reason);
    }

    /** Up to just after the last that was missed. */
    Gap gap(String reason) {
        return until(from == Long.MAX_VALUE ? 0 : last + 1, reason);
    }
}
