package millwright.analysis.detect;

import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule holds to be wrong now.
 *
 * @param code what exactly, one word, the same for every entity it may happen to
 * @param since when it began, epoch ns @param value NaN when it is no number @param limit NaN when there is none
 * @param count how many it stands for
 * @param gathers true when equal ones on siblings become one
 */
public record Condition(
        String rule,
        String code,
        EntityId entity,
        Priority priority,
        long since,
        String what,
        @Nullable MetricId metric,
        double value,
        double limit,
        boolean upper,
        String evidence,
        String guidance,
        long count,
        boolean gathers) {
    public String key() {
        return rule + "/" + code + "/" + entity.text();
    }

    /** Without a measured value. */
    public static Condition of(
            String rule,
            String code,
            EntityId entity,
            Priority priority,
            long since,
            String what,
            String evidence,
            String guidance) {
        return new Condition(
                rule,
                code,
                entity,
                priority,
                since,
                what,
                null,
                Double.NaN,
                Double.NaN,
                true,
                evidence,
                guidance,
                1,
                false);
    }

    public Condition measured(MetricId what, double value, double limit, boolean upper) {
        return new Condition(
                rule, code, entity, priority, since, this.what, what, value, limit, upper, evidence, guidance, count,
                gathers);
    }

    public Condition gathered() {
        return new Condition(
                rule, code, entity, priority, since, what, metric, value, limit, upper, evidence, guidance, count,
                true);
    }

    public Condition times(long newCount) {
        return new Condition(
                rule, code, entity, priority, since, what, metric, value, limit, upper, evidence, guidance, newCount,
                gathers);
    }
}
