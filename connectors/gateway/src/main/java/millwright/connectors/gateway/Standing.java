package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
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
import millwright.feed.Priority;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import org.jspecify.annotations.Nullable;

/**
 * What a desk that attaches anew must hear of the past: how findings, incidents, alarms, actions and sources stand, and
 * what happened lately. Plant thread; each kind is bounded by a count. What ended goes first, then what ended and nobody
 * has acknowledged, then what stands acknowledged, the oldest first; of all but the first it counts what was left out.
 */
final class Standing {
    /** A finding and its alarm come and go together. */
    private record Case(
            @Nullable Down finding,
            boolean active,
            @Nullable Down alarm,
            AlarmState state) {
        static final Case NONE = new Case(null, true, null, AlarmState.NORMAL);

        /** 0 has ended for everybody: a desk that is not told of it loses nothing. */
        int rank() {
            return switch (state) {
                case UNACKNOWLEDGED -> 3;
                case RETURNED -> 1;
                case ACKNOWLEDGED, SHELVED -> active ? 2 : 0;
                case NORMAL -> active ? 2 : 0;
            };
        }
    }

    private final Ranked<Down> sources;
    private final Ranked<Down> occurrences = new Ranked<>(5_000, 1, 1);
    private final Ranked<Case> cases;
    private final Ranked<Down> incidents = new Ranked<>(1_000, 2, 1);
    private final Ranked<Down> actions = new Ranked<>(1_000, 2, 1);
    private final Ranked<Down> intervals = new Ranked<>(1_000, 1, 1);
    private final Ranked<Down> gaps = new Ranked<>(1_000, 1, 1);
    private @Nullable Down waste;
    private @Nullable Down audit;

    Standing() {
        this(12_000, 2_000);
    }

    /** @param mostCases findings with their alarms */
    Standing(int mostCases, int mostSources) {
        cases = new Ranked<>(mostCases, 4, 1);
        sources = new Ranked<>(mostSources, 2, 1);
    }

    void take(PlantEvent event, Down down) {
        switch (event) {
            case SourceState e -> sources.put(e.source().text(), e.condition().equals("ended") ? 0 : 1, down);
            case Occurrence e -> occurrences.put(e.origin().source().text() + "/" + e.id(), 0, down);
            case Finding e -> {
                Case before = of(e.id());
                put(e.id(), new Case(down, e.active(), before.alarm(), state(e, before)));
            }
            case Alarm e -> {
                Case before = of(e.finding());
                put(e.finding(), new Case(before.finding(), before.active(), down, e.state()));
            }
            case Incident e -> incidents.put(e.id(), e.open() ? 1 : 0, down);
            case ActionProgress e -> actions.put(e.key(), e.stage().isFinal() ? 0 : 1, down);
            case Waste _ -> waste = down;
            case AuditHead _ -> audit = down;
            case Interval e -> intervals.put(e.name() + "/" + e.entity(), 0, down);
            case Gap _ -> gaps.put(Long.toString(down.sequence()), 0, down);
            case PlantChanged _, Frame _, Preview _, Receipt _, TimeState _, LinkState _ -> {}
        }
    }

    /** Its alarm follows it; until then nobody can have acknowledged it. */
    private static AlarmState state(Finding finding, Case before) {
        if (before.alarm() != null) {
            return before.state();
        }
        return finding.active() && finding.priority() != Priority.INFO ? AlarmState.UNACKNOWLEDGED : AlarmState.NORMAL;
    }

    private Case of(String finding) {
        Case known = cases.get(finding);
        return known == null ? Case.NONE : known;
    }

    private void put(String finding, Case next) {
        cases.put(finding, next.rank(), next);
    }

    /** Findings and alarms that somebody must still see, open incidents, running actions, sources: more than it holds. */
    int leftOut() {
        return cases.leftOut() + incidents.leftOut() + actions.leftOut() + sources.leftOut();
    }

    /** How that stands which no journal holds. */
    List<Down> unjournalled() {
        List<Down> all = new ArrayList<>(sources.all().toList());
        Down newestWaste = waste;
        if (newestWaste != null) {
            all.add(newestWaste);
        }
        Down newestAudit = audit;
        if (newestAudit != null) {
            all.add(newestAudit);
        }
        return all;
    }

    List<Down> all() {
        Stream<Down> findings = cases.all().map(Case::finding).filter(Objects::nonNull);
        Stream<Down> alarms =
                cases.all().filter(c -> c.finding() != null).map(Case::alarm).filter(Objects::nonNull);
        return Stream.of(
                        unjournalled().stream(),
                        intervals.all(),
                        gaps.all(),
                        occurrences.all(),
                        findings,
                        alarms,
                        incidents.all(),
                        actions.all())
                .flatMap(all -> all)
                .toList();
    }
}
