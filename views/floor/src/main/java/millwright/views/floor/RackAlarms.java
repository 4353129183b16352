package millwright.views.floor;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import millwright.desk.Situation;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/**
 * The worst active alarm of each rack, of each row and of each thing; what stands at a row (a CDU, a PDU) is drawn at the
 * row and not at every rack. And what a finding holds to be beyond a limit, or unlike its peers. By dense index and slot of
 * one plant. Immutable; made when alarms or the plant change.
 */
final class RackAlarms {
    /** @param unacknowledged filled shape @param text what to print beside it @param what is wrong, in words */
    record Mark(Priority priority, boolean unacknowledged, String text, String what) {}

    private final Map<Integer, Mark> racks = new HashMap<>();
    private final Map<Integer, Mark> rows = new HashMap<>();
    private final Map<Integer, Mark> own = new HashMap<>();
    /** What is beyond a limit and what is unlike its peers: the thing itself and its rack, by dense index. */
    private final Map<Outline, Set<Integer>> found =
            new EnumMap<>(Map.of(Outline.LIMITS, new HashSet<>(), Outline.PEERS, new HashSet<>()));

    RackAlarms(Situation situation) {
        Plant plant = situation.plant();
        situation.findings().values().forEach(finding -> find(plant, finding));
        for (Alarm alarm : situation.alarms().values()) {
            Finding finding = situation.findings().get(alarm.finding());
            boolean counts = alarm.state() == AlarmState.UNACKNOWLEDGED || alarm.state() == AlarmState.ACKNOWLEDGED;
            int index = finding == null ? -1 : plant.indexOf(finding.entity());
            if (counts && finding != null && index >= 0 && finding.active()) {
                boolean open = alarm.state() == AlarmState.UNACKNOWLEDGED;
                boolean part = plant.entity(index).kind() == EntityKind.PUMP && plant.parent(index) >= 0;
                String name = name(plant, part ? plant.parent(index) : index);
                mark(plant, index, new Mark(alarm.priority(), open, name, finding.what()));
            }
        }
    }

    /** Of what stands in a rack its place there, T07 G2; nothing of the rack itself, which has its number above it. */
    private static String name(Plant plant, int index) {
        int rack = plant.ancestor(index, EntityKind.RACK);
        if (rack < 0) {
            return plant.entity(index).name();
        }
        StringBuilder name = new StringBuilder();
        for (int at = index; at >= 0 && at != rack; at = plant.parent(at)) {
            name.insert(0, plant.entity(at).name() + (name.isEmpty() ? "" : " "));
        }
        return name.toString();
    }

    private void find(Plant plant, Finding finding) {
        int index = finding.active() ? plant.indexOf(finding.entity()) : -1;
        int rack = index < 0 ? -1 : plant.ancestor(index, EntityKind.RACK);
        boolean peer = finding.rule().equals("peer");
        if (rack >= 0 && (peer || !Double.isNaN(finding.limit()))) {
            Set<Integer> into = found.getOrDefault(peer ? Outline.PEERS : Outline.LIMITS, new HashSet<>());
            into.add(index);
            into.add(rack);
        }
    }

    private void mark(Plant plant, int index, Mark mark) {
        own.merge(index, mark, RackAlarms::worse);
        int rack = plant.ancestor(index, EntityKind.RACK);
        if (rack >= 0) {
            racks.merge(plant.slotOf(rack), mark, RackAlarms::worse);
            return;
        }
        int device = plant.entity(index).kind() == EntityKind.PUMP ? plant.parent(index) : index;
        for (RelationKind kind : new RelationKind[] {RelationKind.COOLS, RelationKind.FEEDS}) {
            for (int target : device < 0 ? new int[0] : plant.targets(kind, device)) {
                int row = plant.ancestor(target, EntityKind.ROW);
                if (row >= 0) {
                    rows.merge(row, mark, RackAlarms::worse);
                }
            }
        }
    }

    private static Mark worse(Mark a, Mark b) {
        return b.priority().ordinal() < a.priority().ordinal() ? b : a;
    }

    Map<Integer, Mark> racks() {
        return racks;
    }

    /** By dense index of the row. */
    Map<Integer, Mark> rows() {
        return rows;
    }

    /** Of things themselves, by dense index. */
    Map<Integer, Mark> own() {
        return own;
    }

    /** Whether a rack, or a thing in one, is to be outlined for another reason than an alarm. @param index dense */
    boolean in(Outline why, int index, Set<Outline> shown) {
        return shown.contains(why) && found.getOrDefault(why, Set.of()).contains(index);
    }
}
