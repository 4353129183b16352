package millwright.views.floor;

import java.util.HashMap;
import java.util.Map;
import millwright.desk.Situation;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/**
 * The worst active alarm of each rack and of each row; what stands at a row (a CDU, a PDU) is drawn at the row and not
 * at every rack. Immutable; made when alarms change.
 */
final class RackAlarms {
    /** @param unacknowledged filled shape @param text what to print beside it */
    record Mark(Priority priority, boolean unacknowledged, String text) {}

    private final Map<Integer, Mark> racks = new HashMap<>();
    private final Map<Integer, Mark> rows = new HashMap<>();
    private final Map<Integer, Mark> gpus = new HashMap<>();

    RackAlarms(Situation situation) {
        Plant plant = situation.plant();
        for (Alarm alarm : situation.alarms().values()) {
            Finding finding = situation.findings().get(alarm.finding());
            boolean counts = alarm.state() == AlarmState.UNACKNOWLEDGED || alarm.state() == AlarmState.ACKNOWLEDGED;
            int index = finding == null ? -1 : plant.indexOf(finding.entity());
            if (counts && finding != null && index >= 0 && finding.active()) {
                boolean open = alarm.state() == AlarmState.UNACKNOWLEDGED;
                boolean part = plant.entity(index).kind() == EntityKind.PUMP && plant.parent(index) >= 0;
                String name = plant.entity(part ? plant.parent(index) : index).name();
                mark(plant, index, new Mark(alarm.priority(), open, name));
            }
        }
    }

    private void mark(Plant plant, int index, Mark mark) {
        if (plant.entity(index).kind() == EntityKind.GPU) {
            gpus.merge(plant.slotOf(index), mark, RackAlarms::worse);
        }
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

    Map<Integer, Mark> gpus() {
        return gpus;
    }
}
