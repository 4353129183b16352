package millwright.analysis.twin;

import java.util.List;
import java.util.Set;
import millwright.feed.Preview.Binding;
import millwright.feed.Preview.Failover;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * What would follow. Watts and tokens are those of the whole site; NaN when not known.
 *
 * @param binding of a cap the limit that allows the least W per GPU, be it the boards' own; else the ancestor with the
 *     least room after the change, whether or not it fits; null without any limit
 * @param broken ancestors over their limit after the change that were not before, ordered alike
 * @param dark nodes that would lose all power
 * @param assumption what was assumed, one line
 */
public record Consequence(
        @Nullable Binding binding,
        List<Binding> broken,
        List<Failover> failover,
        double wattsBefore,
        double wattsAfter,
        double tokensBefore,
        double tokensAfter,
        List<EntityId> jobsHit,
        Set<EntityId> racks,
        List<EntityId> dark,
        String assumption) {
    public Consequence {
        broken = List.copyOf(broken);
        failover = List.copyOf(failover);
        jobsHit = List.copyOf(jobsHit);
        racks = Set.copyOf(racks);
        dark = List.copyOf(dark);
    }
}
