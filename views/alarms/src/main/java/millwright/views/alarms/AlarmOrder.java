package millwright.views.alarms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms are shown, in which groups and in which order. Pure: one situation and the reader's wishes in, rows out.
 * 10,000 alarms take some milliseconds, so it runs off the FX thread.
 */
final class AlarmOrder {
    private static final int SHOWN_PER_GROUP = 7;
    private static final String UNATTACHED = "Unattached";

    enum Grouping {
        INCIDENT,
        WHERE,
        NONE
    }

    enum Sort {
        PRIORITY,
        NEWEST,
        OLDEST
    }

    /** @param open groups shown in full @param brushed only what stood in it is shown; null for all times */
    record Wish(
            Grouping grouping,
            Set<AlarmState> states,
            Sort sort,
            String filter,
            Set<String> open,
            @Nullable Range brushed) {
        /** Whether it stood at any time of what was brushed. A critical alarm that nobody saw is never left out. */
        boolean heeds(Finding finding, Alarm alarm) {
            Range range = brushed;
            boolean unseen =
                    alarm.priority() == Priority.CRITICAL && alarm.state().open();
            return range == null
                    || unseen
                    || finding.since() <= range.to() && (finding.cleared() == 0 || finding.cleared() >= range.from());
        }
    }

    /** @param hidden alarms that state, filter or brush leave out @param byTime those that the brush alone does */
    record Result(List<AlarmRow> rows, int[] byState, int hidden, int byTime, int attached, int incidents) {}

    private record Keyed(String id, Finding finding, Alarm alarm) {}

    private AlarmOrder() {}

    static Result of(Situation situation, Wish wish) {
        int[] byState = new int[AlarmState.values().length];
        List<Keyed> shown = new ArrayList<>();
        int attached = 0;
        int hidden = 0;
        int byTime = 0;
        String filter = wish.filter().strip().toLowerCase(Locale.ROOT);
        for (Alarm alarm : situation.alarms().values()) {
            Finding finding = situation.findings().get(alarm.finding());
            if (finding == null || alarm.state() == AlarmState.NORMAL) {
                continue;
            }
            byState[alarm.state().ordinal()]++;
            attached += situation.incidentOfFinding().containsKey(alarm.finding()) ? 1 : 0;
            boolean wanted = wish.states().contains(alarm.state())
                    && (filter.isEmpty() || text(situation.plant(), finding).contains(filter));
            if (wanted && !wish.heeds(finding, alarm)) {
                hidden++;
                byTime++;
            } else if (wanted) {
                shown.add(new Keyed(alarm.finding(), finding, alarm));
            } else {
                hidden++;
            }
        }
        shown.sort(order(wish.sort()));
        int incidents = (int) shown.stream()
                .map(k -> situation.incidentOfFinding().getOrDefault(k.id(), ""))
                .filter(i -> !i.isEmpty())
                .distinct()
                .count();
        return new Result(rows(situation, wish, shown), byState, hidden, byTime, attached, incidents);
    }

    private static Comparator<Keyed> order(Sort sort) {
        Comparator<Keyed> byAge = Comparator.comparingLong(k -> -k.finding().since());
        return switch (sort) {
            case PRIORITY ->
                Comparator.<Keyed>comparingInt(k -> k.alarm().priority().ordinal())
                        .thenComparingInt(k -> seen(k.alarm().state()))
                        .thenComparing(byAge)
                        .thenComparing(Keyed::id);
            case NEWEST -> byAge.thenComparing(Keyed::id);
            case OLDEST -> byAge.reversed().thenComparing(Keyed::id);
        };
    }

    /** First what holds unseen, then what is over unseen. */
    private static int seen(AlarmState state) {
        return state == AlarmState.UNACKNOWLEDGED ? 0 : state.open() ? 1 : 2;
    }

    private static String text(Plant plant, Finding finding) {
        return (Where.of(plant, finding.entity()) + " " + finding.what() + " " + finding.rule() + " "
                        + finding.guidance() + " " + finding.jobsHit())
                .toLowerCase(Locale.ROOT);
    }

    private static List<AlarmRow> rows(Situation situation, Wish wish, List<Keyed> shown) {
        List<AlarmRow> rows = new ArrayList<>();
        if (wish.grouping() == Grouping.NONE) {
            shown.forEach(k -> rows.add(new AlarmRow.Item(k.id())));
            return rows;
        }
        Map<String, List<Keyed>> groups = new LinkedHashMap<>();
        List<Keyed> loose = new ArrayList<>();
        for (Keyed one : shown) {
            String group = groupOf(situation, wish.grouping(), one);
            if (group.isEmpty()) {
                loose.add(one);
            } else {
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(one);
            }
        }
        List<String> ids = new ArrayList<>(groups.keySet());
        if (wish.sort() == Sort.PRIORITY) { // by that of the incident, which may be worse than what is left of it
            ids.sort(Comparator.comparing(
                    id -> priority(incident(situation, wish.grouping(), id), groups.getOrDefault(id, List.of()))));
        }
        ids.forEach(id -> group(
                situation,
                rows,
                wish,
                id,
                incident(situation, wish.grouping(), id),
                groups.getOrDefault(id, List.of())));
        if (!loose.isEmpty()) {
            group(situation, rows, wish, UNATTACHED, null, loose);
        }
        return rows;
    }

    private static String groupOf(Situation situation, Grouping grouping, Keyed one) {
        if (grouping == Grouping.INCIDENT) {
            return situation.incidentOfFinding().getOrDefault(one.id(), "");
        }
        Plant plant = situation.plant();
        int index = plant.indexOf(one.finding().entity());
        int rack = index < 0 ? -1 : plant.ancestor(index, EntityKind.RACK);
        return rack >= 0
                ? plant.entity(rack).name()
                : index < 0 ? "" : plant.entity(index).name();
    }

    private static @Nullable Incident incident(Situation situation, Grouping grouping, String id) {
        return grouping == Grouping.INCIDENT ? situation.incidents().get(id) : null;
    }

    /** Every screen shows an incident with its own priority, whatever is left of it. */
    private static Priority priority(@Nullable Incident incident, List<Keyed> members) {
        return incident != null && incident.priority() != Priority.INFO
                ? incident.priority()
                : members.stream()
                        .map(k -> k.alarm().priority())
                        .min(Comparator.naturalOrder())
                        .orElse(Priority.LOW);
    }

    private static void group(
            Situation situation,
            List<AlarmRow> rows,
            Wish wish,
            String id,
            @Nullable Incident incident,
            List<Keyed> members) {
        int[] counts = new int[4];
        int unacknowledged = 0;
        for (Keyed one : members) {
            counts[Math.min(3, one.alarm().priority().ordinal())]++;
            unacknowledged += one.alarm().state().open() ? 1 : 0;
        }
        List<String> ids = members.stream().map(Keyed::id).toList();
        boolean loose = id.equals(UNATTACHED);
        rows.add(new AlarmRow.Group(
                "group:" + id,
                id,
                incident != null ? incident.title() : loose ? "not part of any incident" : "",
                priority(incident, members),
                incident == null ? unacknowledged > 0 : situation.open(incident),
                counts,
                members.size(),
                unacknowledged,
                ids));
        boolean all = wish.open().contains(id) || members.size() <= SHOWN_PER_GROUP + 1;
        int end = all ? members.size() : SHOWN_PER_GROUP;
        ids.subList(0, end).forEach(k -> rows.add(new AlarmRow.Item(k)));
        if (end < members.size()) {
            rows.add(new AlarmRow.More("more:" + id, id, folded(members.subList(end, members.size()))));
        }
    }

    private static String folded(List<Keyed> rest) {
        String[] words = {"critical", "high", "medium", "low"};
        int[] counts = new int[words.length];
        rest.forEach(k -> counts[Math.min(3, k.alarm().priority().ordinal())]++);
        List<String> parts = new ArrayList<>();
        for (int p = 0; p < words.length; p++) {
            if (counts[p] > 0) {
                parts.add(counts[p] + " " + words[p]);
            }
        }
        return "and " + rest.size() + " more in this group: " + String.join(", ", parts);
    }
}
