package millwright.analysis.correlate;

import static millwright.analysis.kpi.MetricNames.JOB_EXPECTED;
import static millwright.analysis.kpi.MetricNames.JOB_OUTPUT;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.feed.Finding;
import millwright.feed.Incident.Blast;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** How much of the plant an incident touches, and what its jobs make less than expected. */
final class Damage {
    private Damage() {}

    static List<EntityId> jobs(Collection<Finding> findings) {
        Set<EntityId> jobs = new TreeSet<>();
        findings.forEach(f -> jobs.addAll(f.jobsHit()));
        return List.copyOf(jobs);
    }

    static Blast blast(Plant plant, Collection<Finding> findings, int jobs, double tokensPerSecond, double tokensLost) {
        Set<Integer> gpus = new TreeSet<>();
        for (Finding f : findings) {
            int index = plant.indexOf(f.entity());
            if (index >= 0) {
                for (int gpu : plant.within(index, EntityKind.GPU)) {
                    gpus.add(gpu);
                }
            }
        }
        return new Blast(
                above(plant, gpus, EntityKind.RACK),
                above(plant, gpus, EntityKind.NODE),
                gpus.size(),
                jobs,
                tokensPerSecond,
                tokensLost);
    }

    private static int above(Plant plant, Set<Integer> gpus, EntityKind kind) {
        Set<Integer> found = new TreeSet<>();
        for (int gpu : gpus) {
            int ancestor = plant.ancestor(gpu, kind);
            if (ancestor >= 0) {
                found.add(ancestor);
            }
        }
        return found.size();
    }

    /** Expected less observed output of the jobs, tokens/s; NaN when no job tells both. */
    static double missing(Plant plant, LatestValues latest, List<EntityId> jobs) {
        Latest output = latest.latest(JOB_OUTPUT, EntityKind.JOB);
        Latest expected = latest.latest(JOB_EXPECTED, EntityKind.JOB);
        double sum = 0;
        boolean any = false;
        for (EntityId job : jobs) {
            int slot = plant.slotOf(EntityKind.JOB, job);
            if (slot >= 0 && output.ok(slot) && expected.ok(slot)) {
                sum += Math.max(0, expected.values()[slot] - output.values()[slot]);
                any = true;
            }
        }
        return any ? sum : Double.NaN;
    }
}
