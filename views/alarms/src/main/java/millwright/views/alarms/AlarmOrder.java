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
            boolean unseen = alarm.priority() == Priority.CRITICAL && alarm.state() == AlarmState.UNACKNOWLEDGED;
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
                        .thenComparingInt(k -> k.alarm().state() == AlarmState.UNACKNOWLEDGED ? 0 : 1)
                        .thenComparing(byAge)
                        .thenComparing(Keyed::id);
            case NEWEST -> byAge.thenComparing(Keyed::id);
            case OLDEST -> byAge.reversed().thenComparing(Keyed::id);
        };
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
        groups.forEach((id, members) -> group(rows, wish, id, title(situation, wish.grouping(), id), members));
        if (!loose.isEmpty()) {
            group(rows, wish, "Unattached", "not part of any incident", loose);
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

    private static String title(Situation situation, Grouping grouping, String id) {
        Incident incident = situation.incidents().get(id);
        return grouping == Grouping.INCIDENT && incident != null ? incident.title() : "";
    }

    private static void group(List<AlarmRow> rows, Wish wish, String id, String title, List<Keyed> members) {
        int[] counts = new int[4];
        int unacknowledged = 0;
        for (Keyed one : members) {
            counts[Math.min(3, one.alarm().priority().ordinal())]++;
            unacknowledged += one.alarm().state() == AlarmState.UNACKNOWLEDGED ? 1 : 0;
        }
        List<String> ids = members.stream().map(Keyed::id).toList();
        rows.add(new AlarmRow.Group("group:" + id, id, title, counts, members.size(), unacknowledged, ids));
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
