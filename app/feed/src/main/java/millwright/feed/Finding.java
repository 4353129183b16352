package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * What a rule holds to be wrong with one entity. Sent again, with the same id, whenever it changes; {@code cleared} 0
 * means that it still holds.
 *
 * @param rule which detector says so, for example {@code limit}, {@code xid}, {@code peer}
 * @param now the value that broke the rule, in the metric's unit; NaN when it is no number
 * @param limit what it should have kept; NaN when there is none
 * @param guidance what an operator should do, one line
 * @param reanalysed true when a replay computed it again, false when it was recorded or is live
 */
public record Finding(
        String id,
        String rule,
        EntityId entity,
        Priority priority,
        long since,
        long uncertainty,
        long updated,
        long cleared,
        String what,
        @Nullable MetricId metric,
        double now,
        double limit,
        boolean limitIsUpper,
        String evidence,
        String guidance,
        List<EntityId> jobsHit,
        long count,
        Origin origin,
        boolean reanalysed)
        implements PlantEvent {
    public Finding {
        jobsHit = List.copyOf(jobsHit);
    }

    /** The same without the mark of a replay that computed it again: for comparing. */
    public Finding asRecorded() {
        return with(updated, cleared, now, evidence, guidance, false);
    }

    /** The same finding as it reads at another instant; {@code cleared} 0 while it holds. */
    public Finding at(long updated, long cleared, double now, String evidence, String guidance) {
        return with(updated, cleared, now, evidence, guidance, reanalysed);
    }

    private Finding with(long updated, long cleared, double now, String evidence, String guidance, boolean reanalysed) {
        return new Finding(
                id,
                rule,
                entity,
                priority,
                since,
                uncertainty,
                updated,
                cleared,
                what,
                metric,
                now,
                limit,
                limitIsUpper,
                evidence,
                guidance,
                jobsHit,
                count,
                origin,
                reanalysed);
    }

    public boolean active() {
        return cleared == 0;
    }
}
