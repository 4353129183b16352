package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * Findings that belong together, with ranked causes and the path from the cause to its victims. Each finding belongs to
 * at most one incident. Sent again, with the same id, when it changes; {@code closed} 0 means open.
 */
public record Incident(
        String id,
        String title,
        Priority priority,
        long opened,
        long closed,
        List<String> findings,
        List<Cause> causes,
        List<Step> path,
        List<EntityId> jobsHit,
        Blast blast,
        Origin origin,
        boolean reanalysed)
        implements PlantEvent {
    /** @param score 0 to 1; scores of one incident sum to at most 1 @param finding the finding that shows it, or null */
    public record Cause(
            EntityId entity,
            String text,
            double score,
            String evidence,
            @Nullable String finding) {}

    /** One hop from a cause towards a victim. @param delay ns from effect at {@code from} to effect at {@code to} */
    public record Step(EntityId from, EntityId to, RelationKind relation, long delay, boolean orderUnknown) {}

    /** @param tokensPerSecond output lost against what was expected, NaN when it cannot be told */
    public record Blast(int racks, int nodes, int gpus, int jobs, double tokensPerSecond, double tokensLost) {}

    public Incident {
        findings = List.copyOf(findings);
        causes = List.copyOf(causes);
        path = List.copyOf(path);
        jobsHit = List.copyOf(jobsHit);
    }

    /** The same without the mark of a replay that computed it again: for comparing. */
    public Incident asRecorded() {
        return new Incident(id, title, priority, opened, closed, findings, causes, path, jobsHit, blast, origin, false);
    }

    public boolean open() {
        return closed == 0;
    }
}
