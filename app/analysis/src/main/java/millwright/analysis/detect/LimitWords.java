package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.Catalogue;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.Metric;
import millwright.plant.MetricId;

/** How a broken limit reads, and how bad it is. */
record LimitWords(Limit limit, MetricId metric, String title, String unit) {
    static LimitWords of(Catalogue catalogue, MetricId metric, Limit limit) {
        String title = catalogue.find(metric).map(Metric::title).orElse(metric.name());
        String unit = catalogue.find(metric).map(Metric::unit).orElse("");
        return new LimitWords(limit, metric, title, unit);
    }

    String what() {
        if (metric.equals(POWER_FAILOVER)) {
            return "Failover over " + origin();
        }
        String plain = title.replaceFirst(", (lowest|highest)$", "");
        return limit.bound() == Bound.LOWER ? plain + " low" : plain + " over " + origin();
    }

    private String origin() {
        return switch (limit.origin()) {
            case NAMEPLATE -> "rating";
            case BREAKER -> "continuous limit";
            case CONTRACT -> "contract";
            case POLICY -> "policy";
            case LOAD_TARGET -> "load target";
            case CAP -> "cap";
            case THROTTLE -> "slowdown limit";
            case SLO -> "SLO";
        };
    }

    Priority priority() {
        return switch (limit.origin()) {
            case BREAKER -> Priority.CRITICAL;
            case NAMEPLATE, CONTRACT, LOAD_TARGET, THROTTLE, SLO -> Priority.HIGH;
            case POLICY, CAP -> Priority.MEDIUM;
        };
    }

    /** @param error that the value may be off by, infinite where it is at least this, NaN where none is told */
    String evidence(double value, double error, long now) {
        String relation = limit.bound() == Bound.UPPER ? "at most " : "at least ";
        boolean open = Double.isInfinite(error);
        String about = error > 0 && !open ? " ± " + Said.of(error, unit) : "";
        return title + (open ? " is at least " : " is ") + Said.of(value, unit) + about + "; the " + origin() + " is "
                + relation + Said.of(limit.at(now), unit);
    }

    String guidance() {
        if (metric.equals(POWER_FAILOVER)) {
            return "Losing the partner would trip this: move load or set MAX_Q";
        } else if (metric.name().contains("flow")) {
            return "Check pumps, valves and strainer";
        } else if (metric.name().contains("power")) {
            return limit.origin() == LimitOrigin.CAP ? "Cap is not obeyed: check the action" : "Cap or move load";
        } else if (metric.name().startsWith("endpoint.")) {
            return "Shift load to another pool or add replicas";
        } else if (metric.name().contains("temperature") || metric.name().contains("coolant")) {
            return "Check coolant supply and flow";
        }
        return metric.name().startsWith("site.") // the least or the sum of what stands below it: it has no peers
                ? "Find the rack or device that it comes from"
                : "Compare with its peers";
    }
}
