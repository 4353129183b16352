package millwright.analysis.kpi;

import java.util.Arrays;
import millwright.plant.Times;

/**
 * Since when each GPU that is held by a job has done no useful work. Execution-idle is: held, and inactive for at least
 * {@link #HOLD}. One thread; one long per GPU.
 */
public final class IdleClock {
    /** Ours, not the paper's. */
    public static final long HOLD = 5 * Times.SECOND;

    private long[] since = new long[0];
    private long watchedFrom;

    void update(Roster roster, Activity activity, long now) {
        if (since.length != roster.gpus()) {
            since = new long[roster.gpus()];
            Arrays.fill(since, Long.MAX_VALUE);
            watchedFrom = now;
        }
        for (int gpu = 0; gpu < since.length; gpu++) {
            boolean idle = roster.jobOfGpu(gpu) >= 0 && activity.of(gpu) < Activity.IDLE_BELOW;
            if (!idle) {
                since[gpu] = Long.MAX_VALUE;
            } else if (since[gpu] == Long.MAX_VALUE) {
                since[gpu] = now;
            }
        }
    }

    /** False where one was idle when it was first looked at, less than {@link #HOLD} ago: nobody knows for how long. */
    boolean knows(long now) {
        return now - watchedFrom >= HOLD || Arrays.stream(since).noneMatch(from -> from == watchedFrom);
    }

    int executionIdle(long now) {
        int count = 0;
        for (long from : since) {
            count += from != Long.MAX_VALUE && now - from >= HOLD ? 1 : 0;
        }
        return count;
    }
}
