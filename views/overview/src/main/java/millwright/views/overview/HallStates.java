package millwright.views.overview;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.Situation;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * The hall at a glance: each rack with the work its GPUs do and its worst alarm; what stands at a row is told at the
 * row. Immutable; made again at most every two seconds.
 */
record HallStates(List<Row> rows, Map<Kind, Integer> counts) {
    /** What most GPUs of a rack do, or why that is not known. */
    enum Kind {
        INFERENCE,
        TRAINING,
        IDLE,
        STALE,
        OFF,
        FORBIDDEN,
        UNKNOWN;

        /** In a sentence. */
        String said() {
            return switch (this) {
                case FORBIDDEN -> "locked, its work may not be read";
                case UNKNOWN -> "its work is not told";
                case STALE -> "its work was told too long ago";
                case OFF -> "draws nothing";
                case INFERENCE, TRAINING, IDLE -> word();
            };
        }

        String word() {
            return switch (this) {
                case FORBIDDEN -> "locked";
                case UNKNOWN -> "unknown";
                case INFERENCE, TRAINING, IDLE, STALE, OFF -> name().toLowerCase(java.util.Locale.ROOT);
            };
        }
    }

    /** @param alarm INFO for none @param position place in the row, from 1 */
    record Rack(EntityId id, String name, int position, Kind kind, Priority alarm, boolean unacknowledged) {}

    record Row(EntityId id, String name, List<Rack> racks, Priority alarm, boolean unacknowledged) {}

    private record Mark(Priority priority, boolean open) {
        static final Mark NONE = new Mark(Priority.INFO, false);

        static Mark worse(Mark a, Mark b) {
            return b.priority.ordinal() < a.priority.ordinal() ? b : a;
        }
    }

    static HallStates of(Situation situation, LatestValues latest) {
        Plant plant = situation.plant();
        Map<Integer, Mark> marks = marks(situation);
        Latest work = latest.latest(new MetricId("gpu.work"), EntityKind.GPU);
        Latest power = latest.latest(new MetricId("rack.power"), EntityKind.RACK);
        OffRacks off = new OffRacks(plant, power, situation.time().now());
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<Integer, List<Rack>> byRow = new LinkedHashMap<>();
        for (int slot = 0; slot < plant.count(EntityKind.RACK); slot++) {
            int index = plant.indexAt(EntityKind.RACK, slot);
            Entity entity = plant.entity(index);
            if (entity instanceof Entity.Rack rack) {
                Kind kind = kind(plant, index, work, off.isOff(slot));
                counts.merge(kind, 1, Integer::sum);
                Mark mark = marks.getOrDefault(index, Mark.NONE);
                byRow.computeIfAbsent(plant.parent(index), _ -> new ArrayList<>())
                        .add(new Rack(rack.id(), rack.name(), rack.position(), kind, mark.priority, mark.open));
            }
        }
        List<Row> rows = new ArrayList<>();
        byRow.forEach((index, racks) -> {
            Mark mark = marks.getOrDefault(index, Mark.NONE);
            Entity row = plant.entity(Math.max(0, index));
            rows.add(new Row(row.id(), row.name(), List.copyOf(racks), mark.priority, mark.open));
        });
        return new HallStates(List.copyOf(rows), Map.copyOf(counts));
    }

    int racks() {
        return rows.stream().mapToInt(row -> row.racks().size()).sum();
    }

    /** Whether of no rack at all it is known what it works on: not a state of racks but of sources. */
    boolean workIsUntold() {
        return racks() > 0 && counts.getOrDefault(Kind.UNKNOWN, 0) == racks();
    }

    /** @param off whether it is known to draw as good as nothing */
    private static Kind kind(Plant plant, int rack, Latest work, boolean off) {
        int[] kinds = new int[3];
        int stale = 0;
        int forbidden = 0;
        int[] gpus = plant.within(rack, EntityKind.GPU);
        for (int gpu : gpus) {
            int slot = plant.slotOf(gpu);
            if (slot >= work.size()) {
                continue;
            }
            DataState state = work.state(slot);
            if (state == DataState.OK) {
                kinds[Math.clamp(Math.round(work.values()[slot]), 0, 2)]++;
            } else if (state == DataState.STALE) {
                stale++;
            } else if (state == DataState.FORBIDDEN) {
                forbidden++;
            }
        }
        int known = kinds[0] + kinds[1] + kinds[2];
        if (known == 0 || stale > known) {
            return stale > 0 ? Kind.STALE : forbidden > 0 ? Kind.FORBIDDEN : off ? Kind.OFF : Kind.UNKNOWN;
        }
        if (kinds[0] * 2 > known) {
            return Kind.IDLE;
        }
        return kinds[2] > kinds[1] ? Kind.TRAINING : Kind.INFERENCE;
    }

    /** By dense index of rack or row. */
    private static Map<Integer, Mark> marks(Situation situation) {
        Plant plant = situation.plant();
        Map<Integer, Mark> marks = new LinkedHashMap<>();
        situation.alarms().values().forEach(alarm -> {
            Finding finding = situation.findings().get(alarm.finding());
            boolean counts = alarm.state() == AlarmState.UNACKNOWLEDGED || alarm.state() == AlarmState.ACKNOWLEDGED;
            int index = finding == null ? -1 : plant.indexOf(finding.entity());
            if (counts && finding != null && finding.active() && index >= 0) {
                Mark mark = new Mark(alarm.priority(), alarm.state() == AlarmState.UNACKNOWLEDGED);
                places(plant, index).forEach(place -> marks.merge(place, mark, Mark::worse));
            }
        });
        return marks;
    }

    private static List<Integer> places(Plant plant, int index) {
        int rack = plant.ancestor(index, EntityKind.RACK);
        if (rack >= 0) {
            return List.of(rack);
        }
        List<Integer> rows = new ArrayList<>();
        int device = plant.entity(index).kind() == EntityKind.PUMP ? plant.parent(index) : index;
        for (RelationKind kind : new RelationKind[] {RelationKind.COOLS, RelationKind.FEEDS}) {
            for (int target : device < 0 ? new int[0] : plant.targets(kind, device)) {
                int row = plant.ancestor(target, EntityKind.ROW);
                if (row >= 0 && !rows.contains(row)) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
