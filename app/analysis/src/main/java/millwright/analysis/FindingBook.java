package millwright.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.analysis.correlate.Influence;
import millwright.analysis.detect.Condition;
import millwright.analysis.detect.Moment;
import millwright.feed.Finding;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Turns conditions that hold now into findings that begin, change and end. One that comes back soon after it ended is the
 * same finding again, so that chatter is one line. One thread; bounded by what holds and what ended in the last minute.
 */
final class FindingBook {
    private static final EntityId SOURCE = EntityId.of(EntityKind.SOURCE, "analyst");
    /** A finding that comes back within this time is the same one. */
    private static final long REOPEN = Times.MINUTE;
    /** Values alone are not told more often than this. */
    private static final long REPEAT = 10 * Times.SECOND;

    private final Map<String, Finding> findings = new TreeMap<>();
    /** Jobs hit by trouble at an entity, for one plant revision. */
    private final Map<Integer, List<EntityId>> jobs = new HashMap<>();

    /** +- ns of all that tell a metric, for one update. */
    private final Map<MetricId, Long> widest = new HashMap<>();

    private @Nullable Plant jobsOf;
    private final boolean reanalysed;
    private final long step;

    FindingBook(boolean reanalysed, long step) {
        this.reanalysed = reanalysed;
        this.step = step;
    }

    /** @param changed called for every finding that began, changed enough or ended, in order of their keys */
    void update(List<Condition> conditions, Moment moment, Consumer<Finding> changed) {
        widest.clear();
        Set<String> holding = new HashSet<>();
        Map<String, Condition> sorted = new TreeMap<>();
        conditions.forEach(c -> sorted.putIfAbsent(c.key(), c));
        sorted.forEach((key, condition) -> {
            holding.add(key);
            Finding old = findings.get(key);
            Finding next = make(condition, old, moment);
            if (old == null || !old.active() || worthTelling(old, next)) {
                findings.put(key, next);
                changed.accept(next);
            }
        });
        List<String> gone = new ArrayList<>();
        findings.forEach((key, finding) -> {
            if (finding.active() && !holding.contains(key)) {
                gone.add(key);
            } else if (!finding.active() && moment.now() - finding.cleared() > REOPEN) {
                gone.add(key);
            }
        });
        for (String key : gone) {
            Finding finding = findings.remove(key);
            if (finding != null && finding.active()) {
                Finding ended = ended(finding, moment.now());
                findings.put(key, ended);
                changed.accept(ended);
            }
        }
    }

    List<Finding> active() {
        return findings.values().stream().filter(Finding::active).toList();
    }

    private static boolean worthTelling(Finding old, Finding next) {
        boolean weight = old.priority() != next.priority() || !old.jobsHit().equals(next.jobsHit());
        boolean grown = next.count() > old.count() * 1.25 || next.count() < old.count() * 0.75;
        boolean moved = next.count() != old.count()
                || !same(old.now(), next.now())
                || !same(old.limit(), next.limit())
                || !old.evidence().equals(next.evidence());
        return weight || grown || moved && next.updated() - old.updated() >= REPEAT;
    }

    private static boolean same(double a, double b) {
        return Double.compare(a, b) == 0;
    }

    private Finding make(Condition condition, @Nullable Finding old, Moment moment) {
        long since = old != null ? old.since() : Math.min(condition.since(), moment.now());
        String id = old != null ? old.id() : condition.key() + "@" + since / Times.MILLI;
        int index = moment.plant().indexOf(condition.entity());
        List<EntityId> jobs = index < 0 ? List.of() : jobsHit(moment.plant(), index);
        return new Finding(
                id,
                condition.rule(),
                condition.entity(),
                condition.priority(),
                since,
                step / 2 + uncertainty(condition, index, moment),
                moment.now(),
                0,
                condition.what(),
                condition.metric(),
                condition.value(),
                condition.limit(),
                condition.upper(),
                condition.evidence(),
                condition.guidance(),
                jobs,
                condition.count(),
                new Origin(SOURCE, moment.roster().simulated()),
                reanalysed);
    }

    private List<EntityId> jobsHit(Plant plant, int index) {
        if (plant != jobsOf) {
            jobsOf = plant;
            jobs.clear();
        }
        return jobs.computeIfAbsent(index, i -> Influence.jobsHit(plant, i));
    }

    /** Of the clock that stamped the value; of what stands for many, the widest of all that tell the metric. */
    private long uncertainty(Condition condition, int index, Moment moment) {
        MetricId metric = condition.metric();
        if (metric == null) {
            return 0;
        }
        EntityKind kind = index < 0 ? null : moment.plant().entity(index).kind();
        if (kind != null && moment.latest(metric, kind).version() > 0) {
            return moment.clockUncertainty(metric, kind, moment.plant().slotOf(index));
        }
        return widest.computeIfAbsent(metric, moment::clockUncertainty);
    }

    private static Finding ended(Finding f, long now) {
        return f.at(now, now, f.now(), f.evidence(), f.guidance());
    }
}
