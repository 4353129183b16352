package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import millwright.plant.Busways;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands, in units of the drawing at scale 1: rows below each other, racks side by side, trays from the
 * top rack unit down, GPUs side by side in their tray. Long rows wrap; very many rows stand in bands beside each other, so
 * that cells are larger. Does not change; made once per plant revision.
 */
final class HallPlan {
    /** Of the mocks: 32 x 72 racks on a pitch of 36 x 100, cells on a pitch of 8 x 4. */
    static final int RACK_WIDTH = 32;

    static final int RACK_PITCH = 36;
    static final int RACK_HEIGHT = 72;
    static final int ROW_PITCH = 100;
    private static final int RACKS_PER_LINE = 48;
    /** Cells must become larger by this factor. */
    private static final double WORTH = 1.5;
    /** So many lines stay below each other, px or not. */
    private static final int ONE_BAND = 20;

    private static final int MOST_BANDS = 6;
    /** Between bands, for the names of rows, in columns. */
    private static final int AISLE = 4;
    /** Width by height of the map. */
    private static final double ASPECT = 1.45;

    /**
     * A rack and the tray slots in it, top first.
     *
     * @param row index of its line in {@link #lines()} @param line drawn at which height, from 0
     * @param gpus slots of GPUs of each tray, in order
     */
    record RackPlace(int rackSlot, int row, int line, int column, int[] nodes, int[][] gpus, int columns) {
        int rows() {
            return Math.max(1, nodes.length);
        }

        private RackPlace at(int newLine, int newColumn) {
            return new RackPlace(rackSlot, row, newLine, newColumn, nodes, gpus, columns);
        }
    }

    /**
     * @param rowIndex dense index of the ROW entity, or -1 @param line drawn at which height
     * @param column of its first rack
     */
    record Line(int rowIndex, String name, boolean first, int line, int column) {}

    private final List<RackPlace> racks = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final RackPlace[] byRackSlot;
    /** By slot, where in {@link #racks}. */
    private final int[] orderOfRack;

    private final int[] rackSlotOfNode;
    private final int[] rackSlotOfGpu;
    private final Plant plant;
    /** Found when they are asked for first: only a large map says what a row may draw. */
    private @Nullable Map<Integer, Busways.OfRow> busways;

    private int widest;
    private int deepest;

    HallPlan(Plant plant) {
        this.plant = plant;
        byRackSlot = new RackPlace[plant.count(EntityKind.RACK)];
        orderOfRack = filled(byRackSlot.length);
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
        deepest = lines.size();
        fold();
    }

    /** Puts lines into bands beside each other where one column of them would leave most of the map empty. */
    private void fold() {
        int bands = bands();
        if (bands == 1) {
            return;
        }
        int deep = (lines.size() + bands - 1) / bands;
        int pitch = widest + AISLE;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            lines.set(i, new Line(line.rowIndex(), line.name(), line.first(), i % deep, i / deep * pitch));
        }
        for (int i = 0; i < racks.size(); i++) {
            RackPlace rack = racks.get(i);
            Line line = lines.get(rack.row());
            RackPlace folded = rack.at(line.line(), line.column() + rack.column());
            racks.set(i, folded);
            byRackSlot[rack.rackSlot()] = folded;
        }
        widest = (lines.size() - 1) / deep * pitch + widest;
        deepest = deep;
    }

    /** The number of bands with which cells are largest; one, as halls stand, unless several are worth it. */
    private int bands() {
        int best = 1;
        double largest = 0;
        double one = 0;
        for (int bands = 1; bands <= (lines.size() <= ONE_BAND ? 1 : MOST_BANDS); bands++) {
            double wide = (bands * (widest + AISLE) - AISLE) * (double) RACK_PITCH;
            double deep = Math.ceil(lines.size() / (double) bands) * ROW_PITCH;
            double scale = Math.min(ASPECT / wide, 1 / deep);
            one = bands == 1 ? WORTH * scale : one;
            if (scale > largest && (bands == 1 || scale > one)) {
                largest = scale;
                best = bands;
            }
        }
        return best;
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
                lines.add(new Line(row, name, i == 0, lines.size(), 0));
            }
            int slot = plant.slotOf(ordered.get(i));
            placed[slot] = true;
            RackPlace place = rack(plant, ordered.get(i), slot, lines.size() - 1, column);
            orderOfRack[slot] = racks.size();
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
        return new RackPlace(slot, line, line, column, nodeSlots, gpuSlots, columns);
    }

    List<RackPlace> racks() {
        return racks;
    }

    /** Dense indices of busways whose limits are that row's; {@code row} dense too. FX thread. */
    int[] busways(int row) {
        Map<Integer, Busways.OfRow> known = busways;
        if (known == null) {
            known = Busways.ofRows(plant);
            busways = known;
        }
        return known.getOrDefault(row, Busways.OfRow.NOTHING).binding();
    }

    List<Line> lines() {
        return lines;
    }

    /** The rack so many places to the right in its line, negative to the left; null beyond the ends. */
    @Nullable
    RackPlace beside(RackPlace rack, int by) {
        int at = orderOfRack[rack.rackSlot()] + by;
        RackPlace other = at < 0 || at >= racks.size() ? rack : racks.get(at);
        return by != 0 && other.row() == rack.row() && other != rack ? other : null;
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

    /** How many lines are drawn below each other. */
    int depth() {
        return deepest;
    }

    double height() {
        return Math.max(1, deepest) * (double) ROW_PITCH;
    }
}
