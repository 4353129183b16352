package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/**
 * Where everything stands, in units of the drawing at scale 1: rows below each other, racks side by side, trays from the
 * top rack unit down, GPUs side by side in their tray. Long rows wrap. Immutable; made once per plant revision.
 */
final class HallPlan {
    /** Of the mocks: 32 x 72 racks on a pitch of 36 x 100, cells on a pitch of 8 x 4. */
    static final int RACK_WIDTH = 32;

    static final int RACK_PITCH = 36;
    static final int RACK_HEIGHT = 72;
    static final int ROW_PITCH = 100;
    private static final int RACKS_PER_LINE = 48;

    /** A rack and the tray slots in it, top first. @param gpus slots of GPUs of each tray, in order */
    record RackPlace(int rackSlot, int line, int column, int[] nodes, int[][] gpus, int columns) {
        int rows() {
            return Math.max(1, nodes.length);
        }
    }

    /** @param rowIndex dense index of the ROW entity, or -1 */
    record Line(int rowIndex, String name, boolean first) {}

    private final List<RackPlace> racks = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final RackPlace[] byRackSlot;
    private final int[] rackSlotOfNode;
    private final int[] rackSlotOfGpu;
    private int widest;

    HallPlan(Plant plant) {
        byRackSlot = new RackPlace[plant.count(EntityKind.RACK)];
        rackSlotOfNode = filled(plant.count(EntityKind.NODE));
        rackSlotOfGpu = filled(plant.count(EntityKind.GPU));
        boolean[] placed = new boolean[byRackSlot.length];
        for (int r = 0; r < plant.count(EntityKind.ROW); r++) {
            int row = plant.indexAt(EntityKind.ROW, r);
            place(plant, row, plant.within(row, EntityKind.RACK), placed);
        }
        int[] loose = new int[byRackSlot.length];
        int n = 0;
        for (int slot = 0; slot < placed.length; slot++) {
            if (!placed[slot]) {
                loose[n++] = plant.indexAt(EntityKind.RACK, slot);
            }
        }
        place(plant, -1, Arrays.copyOf(loose, n), placed);
    }

    private static int[] filled(int size) {
        int[] made = new int[size];
        Arrays.fill(made, -1);
        return made;
    }

    private void place(Plant plant, int row, int[] rackIndices, boolean[] placed) {
        List<Integer> ordered = new ArrayList<>();
        for (int index : rackIndices) {
            ordered.add(index);
        }
        ordered.sort(Comparator.comparingInt((Integer i) -> ((Entity.Rack) plant.entity(i)).position())
                .thenComparing(i -> plant.entity(i).name()));
        String name = row < 0 ? "unplaced" : plant.entity(row).name();
        for (int i = 0; i < ordered.size(); i++) {
            int column = i % RACKS_PER_LINE;
            if (column == 0) {
                lines.add(new Line(row, name, i == 0));
            }
            int slot = plant.slotOf(ordered.get(i));
            placed[slot] = true;
            RackPlace place = rack(plant, ordered.get(i), slot, lines.size() - 1, column);
            racks.add(place);
            byRackSlot[slot] = place;
            widest = Math.max(widest, column + 1);
        }
    }

    private RackPlace rack(Plant plant, int index, int slot, int line, int column) {
        List<Integer> nodes = new ArrayList<>();
        for (int node : plant.within(index, EntityKind.NODE)) {
            nodes.add(node);
        }
        nodes.sort(Comparator.comparingInt(
                        (Integer i) -> -((Entity.Node) plant.entity(i)).slot().unit())
                .thenComparing(i -> plant.entity(i).name()));
        int[] nodeSlots = new int[nodes.size()];
        int[][] gpuSlots = new int[nodes.size()][];
        int columns = 1;
        for (int t = 0; t < nodeSlots.length; t++) {
            nodeSlots[t] = plant.slotOf(nodes.get(t));
            rackSlotOfNode[nodeSlots[t]] = slot;
            int[] gpus = plant.within(nodes.get(t), EntityKind.GPU);
            gpuSlots[t] = new int[gpus.length];
            for (int g = 0; g < gpus.length; g++) {
                gpuSlots[t][g] = plant.slotOf(gpus[g]);
                rackSlotOfGpu[gpuSlots[t][g]] = slot;
            }
            columns = Math.max(columns, gpus.length);
        }
        return new RackPlace(slot, line, column, nodeSlots, gpuSlots, columns);
    }

    List<RackPlace> racks() {
        return racks;
    }

    List<Line> lines() {
        return lines;
    }

    RackPlace ofRack(int rackSlot) {
        return byRackSlot[rackSlot];
    }

    /** Slot of the rack that holds the node or GPU with that slot, or -1. */
    int rackOf(EntityKind kind, int slot) {
        return kind == EntityKind.RACK
                ? slot
                : kind == EntityKind.NODE ? rackSlotOfNode[slot] : kind == EntityKind.GPU ? rackSlotOfGpu[slot] : -1;
    }

    double width() {
        return Math.max(1, widest) * (double) RACK_PITCH;
    }

    double height() {
        return Math.max(1, lines.size()) * (double) ROW_PITCH;
    }
}
