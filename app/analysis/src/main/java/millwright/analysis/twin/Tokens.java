package millwright.analysis.twin;

import static millwright.analysis.kpi.MetricNames.JOB_OUTPUT;

import java.util.ArrayList;
import java.util.List;
import millwright.analysis.kpi.Roster;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Output of the jobs before and after: a training job goes as fast as its slowest GPU, others as the mean of theirs. */
final class Tokens {
    private final double before;
    private final double after;
    private final List<EntityId> jobs = new ArrayList<>();

    Tokens(Roster roster, LatestValues latest, Change change) {
        Latest output = latest.latest(JOB_OUTPUT, EntityKind.JOB);
        double sum = 0;
        double changed = 0;
        boolean any = false;
        for (int job = 0; job < roster.jobs(); job++) {
            boolean hit = change.hits(job);
            double slowest = Double.MAX_VALUE;
            double mean = 0;
            int[] gpus = roster.gpusOfJob(job);
            for (int gpu : gpus) {
                hit |= change.touched().contains(gpu);
                slowest = Math.min(slowest, change.speed(gpu));
                mean += change.speed(gpu) / gpus.length;
            }
            if (hit) {
                jobs.add(roster.job(job).id());
            }
            if (output.ok(job)) {
                any = true;
                boolean training = roster.job(job).jobClass() == JobClass.TRAINING;
                double factor = gpus.length == 0 ? 1 : training ? slowest : mean;
                sum += output.values()[job];
                changed += output.values()[job] * factor;
            }
        }
        before = any ? sum : Double.NaN;
        after = any ? changed : Double.NaN;
    }

    double before() {
        return before;
    }

    double after() {
        return after;
    }

    /** Jobs with a GPU that the change touches, and those on a node that it does. */
    List<EntityId> jobs() {
        return jobs;
    }
}
