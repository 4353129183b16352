package millwright.plant;

/** What one metric of one entity may reach, over time, and who says so. */
public record Limit(EntityId entity, MetricId metric, Bound bound, LimitOrigin origin, StepFunction values) {
    public static Limit upper(EntityId entity, MetricId metric, LimitOrigin origin, double value) {
        return new Limit(entity, metric, Bound.UPPER, origin, StepFunction.constant(value));
    }

    public static Limit lower(EntityId entity, MetricId metric, LimitOrigin origin, double value) {
        return new Limit(entity, metric, Bound.LOWER, origin, StepFunction.constant(value));
    }

    public double at(long time) {
        return values.at(time);
    }
}
