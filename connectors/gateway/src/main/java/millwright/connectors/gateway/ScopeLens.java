package millwright.connectors.gateway;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import org.jspecify.annotations.Nullable;

/**
 * The plant as one scope sees it. An event that speaks of anything outside is not told at all, so that no name, count
 * or sum leaks. Plant thread; bounded by the plant.
 */
final class ScopeLens {
    private final Scope scope;
    private final Map<EntityKind, SlotShift> shifts = new EnumMap<>(EntityKind.class);
    private final Set<String> findings = new HashSet<>();
    private Plant merged = Plant.empty();
    private Plant seen = Plant.empty();

    ScopeLens(Scope scope) {
        this.scope = scope;
    }

    Plant plant() {
        return seen;
    }

    Scope scope() {
        return scope;
    }

    /** Takes a revision of the merged plant; null when nothing of it shows here. */
    @Nullable
    PlantChanged moved(Plant after, PlantChange change, long time) {
        merged = after;
        shifts.clear();
        if (scope.isEverything()) {
            seen = after;
            return new PlantChanged(after.revision(), time, change, false);
        }
        Set<EntityId> visible = new HashSet<>();
        after.entities().stream().filter(e -> scope.sees().test(after, e)).forEach(e -> visible.add(e.id()));
        PlantChange mine = difference(after, visible, change);
        if (isNothing(mine)) {
            return null;
        }
        seen = seen.apply(mine);
        return new PlantChanged(seen.revision(), time, mine, false);
    }

    private static boolean isNothing(PlantChange change) {
        return change.removed().isEmpty()
                && change.put().isEmpty()
                && change.unrelated().isEmpty()
                && change.related().isEmpty()
                && change.limits().isEmpty()
                && change.nativeIds().isEmpty();
    }

    private PlantChange difference(Plant after, Set<EntityId> visible, PlantChange change) {
        List<EntityId> removed = seen.entities().stream()
                .map(Entity::id)
                .filter(id -> !visible.contains(id))
                .toList();
        List<Entity> put = after.entities().stream()
                .filter(e ->
                        visible.contains(e.id()) && !e.equals(seen.find(e.id()).orElse(null)))
                .toList();
        var before = new HashSet<>(seen.relations());
        var now = after.relations().stream()
                .filter(r -> visible.contains(r.from()) && visible.contains(r.to()))
                .toList();
        var stays = new HashSet<>(now);
        return new PlantChange(
                removed,
                put,
                before.stream()
                        .filter(r -> !stays.contains(r) && visible.contains(r.from()) && visible.contains(r.to()))
                        .toList(),
                now.stream().filter(r -> !before.contains(r)).toList(),
                limitsOf(after, visible),
                namesOf(after, visible, change));
    }

    private List<millwright.plant.Limit> limitsOf(Plant after, Set<EntityId> visible) {
        return visible.stream()
                .flatMap(id -> after.limits(id).stream())
                .filter(l -> !seen.limits(l.entity()).contains(l))
                .toList();
    }

    private Map<EntityId, Map<String, String>> namesOf(Plant after, Set<EntityId> visible, PlantChange change) {
        Map<EntityId, Map<String, String>> names = new java.util.HashMap<>();
        Stream.concat(change.nativeIds().keySet().stream(), visible.stream().filter(id -> seen.indexOf(id) < 0))
                .filter(visible::contains)
                .filter(id -> !after.nativeIds(id).isEmpty())
                .forEach(id -> names.put(id, after.nativeIds(id)));
        return names;
    }

    /** The event as this scope may see it, or null. */
    @Nullable
    PlantEvent see(PlantEvent event) {
        if (scope.isEverything()) {
            return event;
        }
        return switch (event) {
            case Frame e -> shift(e.kind()).apply(e, seen.revision());
            case Finding e -> sees(e.entity()) && seesAll(e.jobsHit()) ? noted(e) : null;
            case Alarm e -> findings.contains(e.finding()) ? e : null;
            case Incident e -> sees(e) ? e : null;
            case Occurrence e -> sees(e.entity()) ? e : null;
            case ActionProgress e -> seesAll(e.action().targets()) && sees(e.preview()) ? e : null;
            case Preview e -> sees(e) ? e : null;
            case SourceState e -> sees(e.source()) ? e : null;
            case Interval e -> sees(e.entity()) ? e : null;
            case Gap e -> seen(e);
            case TimeState e -> e;
            // a sum over the plant says more than a part of it may know
            case Waste _ -> null;
            case PlantChanged _, Receipt _, AuditHead _, LinkState _ -> null;
        };
    }

    /** Without what it counts and whom it names outside; null when it speaks of none but those. */
    private @Nullable Gap seen(Gap e) {
        List<EntityId> mine = e.entities().stream().filter(this::sees).toList();
        return mine.isEmpty() && !e.entities().isEmpty()
                ? null
                : new Gap(e.metric(), e.kind(), mine, e.from(), e.to(), -1, e.reason());
    }

    private Finding noted(Finding finding) {
        findings.add(finding.id());
        return finding;
    }

    private SlotShift shift(EntityKind kind) {
        return shifts.computeIfAbsent(kind, k -> {
            List<EntityId> all = Stream.iterate(0, i -> i < merged.count(k), i -> i + 1)
                    .map(i -> merged.at(k, i).id())
                    .toList();
            return SlotShift.of(all, k, seen);
        });
    }

    private boolean sees(EntityId id) {
        return seen.indexOf(id) >= 0;
    }

    private boolean seesAll(List<EntityId> ids) {
        return ids.stream().allMatch(this::sees);
    }

    private boolean sees(Incident e) {
        return findings.containsAll(e.findings())
                && e.causes().stream().allMatch(c -> sees(c.entity()))
                && e.path().stream().allMatch(s -> sees(s.from()) && sees(s.to()))
                && seesAll(e.jobsHit());
    }

    private boolean sees(@Nullable Preview e) {
        return e == null
                || (e.binding() == null || sees(e.binding().ancestor()))
                        && e.failover().stream().allMatch(f -> sees(f.lost()) && sees(f.survivor()))
                        && seesAll(e.jobsHit());
    }
}
