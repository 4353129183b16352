package millwright.analysis.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.feed.Finding;
import millwright.feed.Incident.Cause;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what may have caused a set of findings: the share of them that it reaches, how early it showed, and how much its
 * own evidence weighs. A supplier of most ailing racks is suspected even without a finding of its own.
 */
final class Ranking {
    private static final int MOST = 5;
    /** What is left for causes that nothing shows. */
    private static final double KNOWN = 0.95;

    private static final double SUSPECTED = 0.45;
    private static final double FORGET_NANOS = 60e9;

    private record Candidate(EntityId entity, @Nullable Finding shown, double raw, String evidence) {}

    private final Reaches reaches;
    private final Relatedness relatedness;

    Ranking(Reaches reaches, Relatedness relatedness) {
        this.reaches = reaches;
        this.relatedness = relatedness;
    }

    List<Cause> causes(List<Finding> findings) {
        List<Finding> counted = findings.stream().sorted(Case.BY_TIME).toList();
        if (counted.isEmpty()) {
            return List.of();
        }
        long first = counted.getFirst().since();
        Map<EntityId, Candidate> best = new TreeMap<>();
        for (Finding f : counted) {
            if (Bearing.mayBeCause(f)) {
                Candidate candidate = shown(f, counted, first);
                best.merge(f.entity(), candidate, (a, b) -> b.raw() > a.raw() ? b : a);
            }
        }
        relatedness.suspected(counted).forEach((index, ids) -> {
            EntityId id = reaches.plant().entity(index).id();
            best.putIfAbsent(id, suspected(id, ids, counted));
        });
        if (best.isEmpty()) {
            best.put(counted.getFirst().entity(), shown(counted.getFirst(), counted, first));
        }
        return normalise(best.values());
    }

    private Candidate shown(Finding f, List<Finding> all, long first) {
        int reached = reached(f.entity(), all);
        double coverage = (double) reached / all.size();
        double late =
                Math.max(0, f.since() - first - f.uncertainty() - all.getFirst().uncertainty());
        double raw = Bearing.weight(f) * coverage * coverage * (0.25 + 0.75 * Math.exp(-late / FORGET_NANOS));
        String evidence = String.format(
                Locale.ROOT,
                "%s; reaches %d of %d findings, %s",
                f.evidence(),
                reached,
                all.size(),
                late == 0
                        ? "first or as early as the first"
                        : String.format(Locale.ROOT, "%.1f s after the first", late / 1e9));
        return new Candidate(f.entity(), f, raw, evidence);
    }

    private Candidate suspected(EntityId id, Set<String> ids, List<Finding> all) {
        int reached = reached(id, all);
        double coverage = (double) reached / all.size();
        return new Candidate(
                id,
                null,
                SUSPECTED * coverage * coverage,
                "nothing seen on it, but " + ids.size() + " of its racks ail alike; reaches " + reached + " of "
                        + Count.of(all.size(), "finding"));
    }

    private int reached(EntityId from, List<Finding> all) {
        int count = 0;
        for (Finding f : all) {
            count += reaches.covers(from, f.entity()) ? 1 : 0;
        }
        return count;
    }

    private List<Cause> normalise(Iterable<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>();
        candidates.forEach(sorted::add);
        sorted.sort(Comparator.comparingDouble((Candidate c) -> -c.raw()).thenComparing(Candidate::entity));
        double sum = sorted.stream().mapToDouble(Candidate::raw).sum();
        Plant plant = reaches.plant();
        List<Cause> causes = new ArrayList<>();
        for (Candidate c : sorted.subList(0, Math.min(MOST, sorted.size()))) {
            Finding shown = c.shown();
            String text = Names.of(plant, c.entity()) + ": " + (shown == null ? "suspected" : shown.what());
            double score = sum == 0 ? 0 : Math.round(c.raw() / sum * KNOWN * 1000) / 1000.0;
            causes.add(new Cause(c.entity(), text, score, c.evidence(), shown == null ? null : shown.id()));
        }
        return causes;
    }

    /** Entities that show something, for drawing the way from the cause. */
    static Set<EntityId> entities(List<Finding> findings) {
        Set<EntityId> entities = new TreeSet<>();
        findings.forEach(f -> entities.add(f.entity()));
        return entities;
    }
}
