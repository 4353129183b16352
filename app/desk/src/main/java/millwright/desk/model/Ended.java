package millwright.desk.model;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;

/**
 * Ends what a gateway does not know any more, and says so: neither finding, incident nor action vanishes without a
 * reason, and each alarm that nobody had acknowledged leaves an event of its own. Stateless but for its time and reason.
 */
final class Ended {
    /** Who says so in the trail of an action. */
    static final String DESK = "desk";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'");

    private final long time;
    private final String reason;

    /** @param time when the desk attached anew @param why in the gateway's words */
    Ended(long time, String why) {
        this.time = time;
        this.reason = "not known to the gateway since "
                + CLOCK.format(Times.instant(time).atOffset(ZoneOffset.UTC)) + " (" + why + ")";
    }

    Finding finding(Finding f) {
        return f.at(
                Math.max(f.updated(), time),
                Math.max(f.since() + 1, time),
                f.now(),
                f.evidence().isEmpty() ? reason : f.evidence() + "; " + reason,
                "Ended because it is " + reason + ". If the cause still holds it is found again.");
    }

    Incident incident(Incident i) {
        return new Incident(
                i.id(),
                i.title() + ", " + reason,
                i.priority(),
                i.opened(),
                Math.max(i.opened() + 1, time),
                i.findings(),
                i.causes(),
                i.path(),
                i.jobsHit(),
                i.blast(),
                i.origin(),
                i.reanalysed());
    }

    /**
     * Nobody can say how it ended: what was only proposed when this desk last heard of it may have been approved and
     * carried out since, so it did not expire.
     */
    ActionProgress action(ActionProgress a) {
        boolean begun = a.stage() == ActionStage.EXECUTING || a.stage() == ActionStage.OBSERVING;
        ActionStage stage = ActionStage.UNKNOWN;
        String text = begun
                ? reason + "; what it did is not known, look at its targets"
                : reason + "; whether it was carried out is not known, look at the audit and at its targets";
        List<ActionProgress.Mark> trail = new ArrayList<>(a.trail());
        trail.add(new ActionProgress.Mark(stage, time, DESK, text));
        return new ActionProgress(a.action(), stage, trail, a.values(), a.preview(), a.origin());
    }

    /** For the lane of events: an alarm that nobody had acknowledged ended so. */
    Occurrence unacknowledged(Finding f) {
        return occurrence(
                "ended/" + f.id(),
                f.entity(),
                f.priority(),
                "unacknowledged alarm ended: " + f.what() + "; " + reason,
                1,
                f.origin());
    }

    /** One line for all that was ended. */
    Occurrence summary(long findings, long alarms, long incidents, long actions, Origin origin) {
        List<String> parts = new ArrayList<>();
        part(parts, findings, "finding");
        part(parts, alarms, "unacknowledged alarm");
        part(parts, incidents, "incident");
        part(parts, actions, "action");
        return occurrence(
                "ended",
                EntityId.of(EntityKind.SOURCE, "gateway"),
                alarms > 0 ? Priority.HIGH : Priority.INFO,
                String.join(", ", parts) + " ended: " + reason,
                Math.max(1, findings + incidents + actions),
                origin);
    }

    private static void part(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add(Count.of(count, word));
        }
    }

    private Occurrence occurrence(
            String id, EntityId entity, Priority priority, String text, long count, Origin origin) {
        return new Occurrence(
                id + "/" + time,
                "gateway.anew",
                Layer.CONTROL,
                entity,
                time,
                0,
                time,
                priority,
                text,
                count,
                Map.of("reason", reason),
                origin);
    }
}
