package millwright.desk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Everything but samples, as one immutable snapshot. Collections are bounded: occurrences and gaps to the newest 20,000,
 * cleared findings and closed incidents to the newest 5,000.
 *
 * @param version grows with every change; equal versions are equal situations
 * @param alarmVersion grows when findings, alarms or incidents change
 * @param waste what the plant wastes as counted last, null before it was told
 * @param simulated true as soon as any source of what is shown is simulated
 * @param age ns since the last message of the plant
 */
public record Situation(
        long version,
        long alarmVersion,
        Plant plant,
        Map<String, Finding> findings,
        Map<String, Alarm> alarms,
        Map<String, Incident> incidents,
        Map<String, String> incidentOfFinding,
        List<Occurrence> occurrences,
        List<Gap> gaps,
        List<Interval> intervals,
        Map<String, ActionProgress> actions,
        Map<EntityId, SourceState> sources,
        TimeState time,
        LinkState link,
        @Nullable AuditHead audit,
        @Nullable Waste waste,
        boolean simulated,
        long age) {
    /** The newest that are kept. */
    public static final int MOST_OCCURRENCES = 20_000;

    /** Protocols of sources that look for findings; the gateway that only reads a recording tells another. */
    private static final Set<String> JUDGES = Set.of("gateway", "reanalysis");

    /** How long after attaching the first values may take, ns. */
    private static final long OPENING = 3 * Times.SECOND;

    /** Protocols of sources that read a recording. */
    private static final Set<String> RECORDED = Set.of("capture", "replay", "reanalysis");

    /** Whether somebody still has to acknowledge the alarm of a finding, be it over or not. @param finding its id */
    public boolean open(String finding) {
        Alarm alarm = alarms.get(finding);
        return alarm != null && alarm.state().open();
    }

    /** Whether somebody still has to acknowledge one of its alarms. */
    public boolean open(Incident incident) {
        return incident.findings().stream().anyMatch(this::open);
    }

    /** The same, heard so long ago. @param now ns since the last message of the plant */
    public Situation aged(long now) {
        return new Situation(
                version,
                alarmVersion,
                plant,
                findings,
                alarms,
                incidents,
                incidentOfFinding,
                occurrences,
                gaps,
                intervals,
                actions,
                sources,
                time,
                link,
                audit,
                waste,
                simulated,
                now);
    }

    /** STALE, or a replay, or live: one word for the state box. */
    public boolean stale() {
        return link.condition() != LinkState.Condition.ATTACHED;
    }

    /**
     * Whether somebody looked for findings. A live plant is judged from when its gateway began, also where one looks back
     * over it; a recording from its beginning on, when the gateway that judged it is among its sources, when it was judged anew, or when it tells a finding. Files
     * that were imported were never judged.
     */
    public boolean judged() {
        return !beforeJudging() && anybodyJudges();
    }

    /** Whether what is shown lies before somebody began to look for findings: the past that sources told of themselves. */
    public boolean beforeJudging() {
        return replay() && time.now() < time.judged();
    }

    private boolean anybodyJudges() {
        return !replay()
                || !findings.isEmpty()
                || !incidents.isEmpty()
                || sources.values().stream().anyMatch(s -> JUDGES.contains(s.protocol()));
    }

    public boolean replay() {
        return time.mode() == TimeState.Mode.REPLAY;
    }

    /**
     * Whether the desk has attached just now: what it knows is the told past, and what is measured now is on its way. Values
     * are rightly stale then, but nothing is wrong.
     */
    public boolean opening(long now) {
        long attached = now - link.since();
        return !replay() && !stale() && attached >= 0 && attached < OPENING || takingIn();
    }

    /** Whether the gateway still takes in what sources tell of their past: it may find something abnormal in that. */
    public boolean takingIn() {
        return !replay()
                && !stale()
                && sources.values().stream()
                        .anyMatch(s ->
                                s.protocol().equals("gateway") && s.condition().equals("starting"));
    }

    /**
     * Whether this is the past of a plant that goes on, not a recording: values, findings, alarms, incidents, events and
     * actions are of then, but the plant itself, its jobs, states and sources are as now.
     */
    public boolean lookingBack() {
        return replay() && sources.values().stream().noneMatch(s -> RECORDED.contains(s.protocol()));
    }
}
