package millwright.desk.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import millwright.desk.Situation;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Everything but samples as it stands, and snapshots of it. Guarded by its owner's lock. Occurrences, gaps and intervals
 * are bounded to the newest 20,000; cleared findings, closed incidents and ended actions to the newest 5,000. A snapshot
 * copies only the collections that changed since the last one.
 */
final class Ledger {
    static final int RECENT = Situation.MOST_OCCURRENCES;
    static final int ENDED = 5_000;
    private static final int MOST_EACH = 500;

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, String> incidentOf = new HashMap<>();
    private final Map<String, ActionProgress> actions = new LinkedHashMap<>();
    private final Map<EntityId, SourceState> sources = new LinkedHashMap<>();
    private final ArrayDeque<Occurrence> occurrences = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final ArrayDeque<Gap> gaps = new ArrayDeque<>();
    private final ArrayDeque<Interval> intervals = new ArrayDeque<>();
    private TimeState time;
    private LinkState link;
    private @Nullable AuditHead audit;
    private @Nullable Waste waste;
    private boolean simulated;
    private Plant plant = Plant.empty();
    private @Nullable ToldAnew anew;
    private long version = 1;
    private long alarmVersion = 1;
    private boolean alarmsDirty = true;
    private boolean eventsDirty = true;
    private boolean restDirty = true;
    private Situation last;
    private Situation shown;

    Ledger(long now) {
        time = new TimeState(TimeState.Mode.LIVE, now, now, now, 1);
        link = new LinkState(LinkState.Condition.CONNECTING, now, "no message yet");
        last = blank();
        shown = last;
    }

    private Situation blank() {
        return new Situation(
                0, 0, plant, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), Map.of(),
                Map.of(), time, link, null, null, false, 0);
    }

    void plant(Plant newPlant) {
        plant = newPlant;
        for (int slot = 0; slot < newPlant.count(EntityKind.SOURCE); slot++) {
            simulated |= newPlant.at(EntityKind.SOURCE, slot) instanceof Entity.Source source && source.simulated();
        }
        rest();
    }

    /** A message came although no link said so: then there is one. */
    void alive(long now) {
        if (link.condition() == LinkState.Condition.CONNECTING) {
            link = new LinkState(LinkState.Condition.ATTACHED, now, "");
            rest();
        }
    }

    void origin(Origin origin) {
        if (origin.simulated() && !simulated) {
            simulated = true;
            rest();
        }
    }

    TimeState time() {
        return time;
    }

    LinkState link() {
        return link;
    }

    void accept(PlantEvent event) {
        ToldAnew telling = anew;
        if (telling != null) {
            telling.heard(event);
        }
        switch (event) {
            case Finding finding -> finding(finding);
            case Alarm alarm -> alarm(alarm);
            case Incident incident -> incident(incident);
            case Occurrence occurrence -> occurrence(occurrence);
            case ActionProgress action -> action(action);
            case Gap gap -> {
                push(gaps, gap);
                events();
            }
            case Interval interval -> {
                intervals.removeIf(
                        i -> i.name().equals(interval.name()) && i.entity().equals(interval.entity()));
                push(intervals, interval);
                origin(interval.origin());
                events();
            }
            case SourceState source -> {
                sources.put(source.source(), source);
                rest();
            }
            case Waste newest -> {
                waste = newest;
                rest();
            }
            case AuditHead head -> {
                audit = head;
                rest();
            }
            case TimeState state -> moved(state);
            case LinkState state -> linked(state);
            case millwright.feed.PlantChanged _,
                    millwright.feed.Frame _,
                    millwright.feed.Preview _,
                    millwright.feed.Receipt _ -> {}
        }
    }

    private void linked(LinkState state) {
        ToldAnew told = anew;
        link = state;
        rest();
        switch (state.telling()) {
            case ANEW -> anew = told == null ? new ToldAnew() : told;
            case NEWS, MOST -> anew = null;
            case ALL -> {
                anew = null;
                if (told != null) {
                    endUnknown(told, time.mode() == TimeState.Mode.REPLAY ? time.now() : state.since());
                }
            }
        }
    }

    /** The gateway has told everything that stands: what only this desk holds is taken off its lists, not silently. */
    private void endUnknown(ToldAnew told, long now) {
        Ended ended = new Ended(now, told.reason());
        sources.keySet().removeIf(source -> !told.names(source));
        List<Alarm> lost = alarms.values().stream().filter(a -> !told.names(a)).toList();
        List<Finding> unanswered = lost.stream()
                .filter(a -> a.state().open())
                .map(a -> findings.get(a.finding()))
                .filter(java.util.Objects::nonNull)
                .toList();
        lost.forEach(a -> alarms.remove(a.finding()));
        List<Finding> gone = findings.values().stream()
                .filter(f -> f.active() && !told.names(f))
                .toList();
        gone.forEach(f -> finding(ended.finding(f)));
        List<Incident> closed = incidents.values().stream()
                .filter(i -> i.open() && !told.names(i))
                .toList();
        closed.forEach(i -> incident(ended.incident(i)));
        List<ActionProgress> stopped = actions.values().stream()
                .filter(a -> !a.stage().isFinal() && !told.names(a))
                .toList();
        stopped.forEach(a -> action(ended.action(a)));
        unanswered.stream().limit(MOST_EACH).forEach(f -> occurrence(ended.unacknowledged(f)));
        if (gone.size() + unanswered.size() + closed.size() + stopped.size() > 0) {
            Origin desk = new Origin(EntityId.of(EntityKind.SOURCE, "desk"), simulated);
            occurrence(ended.summary(gone.size(), unanswered.size(), closed.size(), stopped.size(), desk));
        }
        alarmsChanged();
    }

    /** In the past every step may bring something or take it away. */
    private void moved(TimeState state) {
        if (state.mode() != time.mode()
                || state.mode() == TimeState.Mode.REPLAY && changesBetween(time.now(), state.now())) {
            alarmsChanged();
            events();
        }
        time = state;
        rest();
    }

    private boolean changesBetween(long a, long b) {
        long from = Math.min(a, b);
        long to = Math.max(a, b);
        return findings.values().stream()
                        .anyMatch(
                                f -> in(f.since(), from, to) || in(f.cleared(), from, to) || in(f.updated(), from, to))
                || alarms.values().stream().anyMatch(x -> in(x.since(), from, to))
                || incidents.values().stream().anyMatch(i -> in(i.opened(), from, to) || in(i.closed(), from, to));
    }

    private static boolean in(long time, long from, long to) {
        return time > from && time <= to;
    }

    private void finding(Finding finding) {
        findings.remove(finding.id());
        findings.put(finding.id(), finding);
        origin(finding.origin());
        trim(findings, f -> !f.active());
        if (!findings.containsKey(finding.id()) || !finding.active() && state(finding.id()) == AlarmState.NORMAL) {
            alarms.remove(finding.id());
        }
        alarmsChanged();
    }

    private AlarmState state(String finding) {
        Alarm alarm = alarms.get(finding);
        return alarm == null ? AlarmState.NORMAL : alarm.state();
    }

    private void alarm(Alarm alarm) {
        if (alarm.state() == AlarmState.NORMAL) {
            alarms.remove(alarm.finding());
        } else {
            alarms.put(alarm.finding(), alarm);
        }
        alarmsChanged();
    }

    private void incident(Incident incident) {
        Incident before = incidents.remove(incident.id());
        if (before != null) {
            before.findings().forEach(f -> incidentOf.remove(f, incident.id()));
        }
        incidents.put(incident.id(), incident);
        incident.findings().forEach(f -> incidentOf.put(f, incident.id()));
        origin(incident.origin());
        trim(incidents, i -> !i.open());
        alarmsChanged();
    }

    private void occurrence(Occurrence occurrence) {
        String key = occurrence.origin().source() + "/" + occurrence.id();
        if (!known.add(key)) {
            return;
        }
        if (occurrences.size() >= RECENT) {
            Occurrence oldest = occurrences.removeFirst();
            known.remove(oldest.origin().source() + "/" + oldest.id());
        }
        occurrences.addLast(occurrence);
        origin(occurrence.origin());
        events();
    }

    private void action(ActionProgress action) {
        actions.put(action.key(), Retold.action(actions.remove(action.key()), action));
        trim(actions, a -> a.stage().isFinal());
        rest();
    }

    private static <T> void push(ArrayDeque<T> deque, T item) {
        if (deque.size() >= RECENT) {
            deque.removeFirst();
        }
        deque.addLast(item);
    }

    /** Lets the oldest ended entry go once there are more than allowed; what still holds is never dropped. */
    private static <T> void trim(Map<String, T> map, Predicate<T> ended) {
        if (map.size() <= ENDED) {
            return;
        }
        long over = map.values().stream().filter(ended).count() - ENDED;
        var all = map.values().iterator();
        while (over > 0 && all.hasNext()) {
            if (ended.test(all.next())) {
                all.remove();
                over--;
            }
        }
    }

    private void alarmsChanged() {
        alarmsDirty = true;
        alarmVersion++;
        version++;
    }

    private void events() {
        eventsDirty = true;
        version++;
    }

    private void rest() {
        restDirty = true;
        version++;
    }

    /** As it stands; in the past, as it stood at the instant that is shown. */
    Situation snapshot() {
        if (last.version() != version) {
            last = whole();
            shown = time.mode() == TimeState.Mode.REPLAY ? AsOf.of(last, time.now()) : last;
        }
        return shown;
    }

    private Situation whole() {
        Situation made = new Situation(
                version,
                alarmVersion,
                plant,
                alarmsDirty ? copy(findings) : last.findings(),
                alarmsDirty ? copy(alarms) : last.alarms(),
                alarmsDirty ? copy(incidents) : last.incidents(),
                alarmsDirty ? copy(incidentOf) : last.incidentOfFinding(),
                eventsDirty ? list(occurrences) : last.occurrences(),
                eventsDirty ? list(gaps) : last.gaps(),
                eventsDirty ? list(intervals) : last.intervals(),
                restDirty ? copy(actions) : last.actions(),
                restDirty ? copy(sources) : last.sources(),
                time,
                link,
                audit,
                waste,
                simulated,
                0);
        alarmsDirty = false;
        eventsDirty = false;
        restDirty = false;
        return made;
    }

    private static <K, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static <T> List<T> list(ArrayDeque<T> deque) {
        return Collections.unmodifiableList(new ArrayList<>(deque));
    }
}
