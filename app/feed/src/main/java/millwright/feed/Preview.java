package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * What would follow, computed by the gateway's twin.
 *
 * @param request the request or action key that it answers
 * @param binding the first limit that would bind, or null
 * @param secondConfirmation true when the blast radius asks for a typed target name
 */
public record Preview(
        String request,
        List<Verdict> guards,
        @Nullable Binding binding,
        List<Failover> failover,
        double wattsBefore,
        double wattsAfter,
        double tokensBefore,
        double tokensAfter,
        List<EntityId> jobsHit,
        int racks,
        boolean secondConfirmation,
        String assumption,
        long time)
        implements PlantEvent {
    public Preview {
        guards = List.copyOf(guards);
        failover = List.copyOf(failover);
        jobsHit = List.copyOf(jobsHit);
    }

    /** The same answer to another request. */
    public Preview answering(String other) {
        return new Preview(
                other,
                guards,
                binding,
                failover,
                wattsBefore,
                wattsAfter,
                tokensBefore,
                tokensAfter,
                jobsHit,
                racks,
                secondConfirmation,
                assumption,
                time);
    }

    public boolean allowed() {
        return guards.stream().allMatch(Verdict::passed);
    }

    /** @param text why, with the numbers */
    public record Verdict(String guard, boolean passed, String text) {}

    /**
     * @param ancestor where the limit is; a GPU for what boards can be given, then watts and limit are W per GPU
     * @param watts load after the change @param limit what it may be
     * @param largestThatFits W per GPU; 0 when no cap that the boards take fits, NaN if none asked
     */
    public record Binding(EntityId ancestor, double watts, double limit, String origin, double largestThatFits) {
        public double shortfall() {
            return Math.max(0, watts - limit);
        }
    }

    /** Load of {@code survivor} if {@code lost} failed, after the change. */
    public record Failover(EntityId lost, EntityId survivor, double watts, double limit) {}
}
