package millwright.desk.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.Situation;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.feed.Waste;

/**
 * A situation as it stood at an instant: what began later is left out, what ended later still stands, and what is only
 * known of a later time is unknown. Stateless.
 */
final class AsOf {
    private final Situation whole;
    private final long instant;

    private AsOf(Situation whole, long instant) {
        this.whole = whole;
        this.instant = instant;
    }

    static Situation of(Situation whole, long instant) {
        return new AsOf(whole, instant).situation();
    }

    private Situation situation() {
        Map<String, Finding> findings = new LinkedHashMap<>();
        whole.findings().forEach((id, f) -> {
            if (f.since() <= instant) {
                findings.put(id, finding(f));
            }
        });
        Map<String, Incident> incidents = new LinkedHashMap<>();
        Map<String, String> incidentOf = new HashMap<>();
        whole.incidents().forEach((id, i) -> {
            if (i.opened() <= instant) {
                Incident then = incident(i, findings);
                incidents.put(id, then);
                then.findings().forEach(f -> incidentOf.put(f, id));
            }
        });
        Map<String, ActionProgress> actions = new LinkedHashMap<>();
        whole.actions().forEach((key, a) -> {
            if (a.trail().stream().anyMatch(m -> m.time() <= instant)) {
                actions.put(key, action(a));
            }
        });
        Waste waste = whole.waste();
        return new Situation(
                whole.version(),
                whole.alarmVersion(),
                whole.plant(),
                Collections.unmodifiableMap(findings),
                Collections.unmodifiableMap(alarms(findings)),
                Collections.unmodifiableMap(incidents),
                Collections.unmodifiableMap(incidentOf),
                whole.occurrences().stream().filter(o -> o.time() <= instant).toList(),
                whole.gaps().stream().filter(g -> g.from() <= instant).toList(),
                whole.intervals(),
                Collections.unmodifiableMap(actions),
                whole.sources(),
                whole.time(),
                whole.link(),
                whole.audit(),
                waste == null || waste.time() > instant ? null : waste,
                whole.simulated(),
                whole.age());
    }

    private Finding finding(Finding f) {
        boolean later = f.updated() > instant;
        long cleared = f.cleared() > instant ? 0 : f.cleared();
        if (!later && cleared == f.cleared()) {
            return f;
        }
        return f.at(Math.min(f.updated(), instant), cleared, later ? Double.NaN : f.now(), f.evidence(), f.guidance());
    }

    /** Whoever acknowledges later has not done so yet; what stood unanswered stands so again. */
    private Map<String, Alarm> alarms(Map<String, Finding> findings) {
        Map<String, Alarm> alarms = new LinkedHashMap<>();
        findings.forEach((id, f) -> {
            Alarm newest = whole.alarms().get(id);
            if (newest != null && newest.since() <= instant) {
                alarms.put(id, newest);
            } else if (f.active() && f.priority() != Priority.INFO) {
                alarms.put(id, new Alarm(id, AlarmState.UNACKNOWLEDGED, f.priority(), "", f.since()));
            }
        });
        return alarms;
    }

    private Incident incident(Incident i, Map<String, Finding> findings) {
        List<String> then = i.findings().stream().filter(findings::containsKey).toList();
        List<Incident.Cause> causes = i.causes().stream()
                .filter(c -> c.finding() == null || findings.containsKey(c.finding()))
                .toList();
        boolean open = i.closed() > instant;
        return new Incident(
                i.id(),
                i.title(),
                i.priority(),
                i.opened(),
                open ? 0 : i.closed(),
                then,
                causes,
                i.path(),
                i.jobsHit(),
                i.blast(),
                i.origin(),
                i.reanalysed());
    }

    private ActionProgress action(ActionProgress a) {
        List<ActionProgress.Mark> trail =
                a.trail().stream().filter(m -> m.time() <= instant).toList();
        if (trail.size() == a.trail().size()) {
            return a;
        }
        List<ActionProgress.Target> values = new ArrayList<>();
        for (ActionProgress.Target t : a.values()) {
            boolean seen = t.observedAt() > 0 && t.observedAt() <= instant;
            values.add(new ActionProgress.Target(
                    t.entity(),
                    t.before(),
                    t.desired(),
                    seen ? t.commanded() : Double.NaN,
                    seen ? t.observed() : Double.NaN,
                    seen ? t.observedAt() : 0));
        }
        return new ActionProgress(a.action(), trail.getLast().stage(), trail, values, a.preview(), a.origin());
    }
}
