package millwright.desk.model;

import java.util.HashSet;
import java.util.Set;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.EntityId;

/**
 * What a gateway named while it told everything that stands from the beginning. Guarded by the ledger's owner; bounded
 * by what the gateway tells.
 */
final class ToldAnew {
    private final Set<String> findings = new HashSet<>();
    private final Set<String> alarms = new HashSet<>();
    private final Set<String> incidents = new HashSet<>();
    private final Set<String> actions = new HashSet<>();
    private final Set<EntityId> sources = new HashSet<>();
    private String reason = "";

    void heard(PlantEvent event) {
        switch (event) {
            case Finding e -> findings.add(e.id());
            case Alarm e -> alarms.add(e.finding());
            case Incident e -> incidents.add(e.id());
            case ActionProgress e -> actions.add(e.key());
            case SourceState e -> sources.add(e.source());
            case Gap e -> reason = e.metric() == null ? e.reason() : reason;
            case PlantChanged _, Frame _, Occurrence _, Preview _, Receipt _, Interval _ -> {}
            case Waste _, AuditHead _, TimeState _, LinkState _ -> {}
        }
    }

    boolean names(Finding finding) {
        return findings.contains(finding.id());
    }

    boolean names(Alarm alarm) {
        return alarms.contains(alarm.finding());
    }

    boolean names(Incident incident) {
        return incidents.contains(incident.id());
    }

    boolean names(ActionProgress action) {
        return actions.contains(action.key());
    }

    boolean names(EntityId source) {
        return sources.contains(source);
    }

    /** Why it told everything anew, in the gateway's words. */
    String reason() {
        return reason.isEmpty() ? "everything was told anew" : reason;
    }
}
