package millwright.views.power;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.Busways;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Feeding;
import millwright.plant.Plant;
import millwright.plant.Side;

/**
 * Which blocks the one-line diagram has, in tiers from the grid to the rows, and what feeds what. Made once for a
 * revision of the plant, for any tree of FEEDS relations. Immutable.
 */
record Diagram(List<List<Block>> tiers, List<Wire> wires) {
    private static final List<Set<EntityKind>> TIERS = List.of(
            Set.of(EntityKind.UTILITY),
            Set.of(EntityKind.SWITCHBOARD),
            Set.of(EntityKind.UPS),
            Set.of(EntityKind.PDU, EntityKind.MECHANICAL));

    /** @param index dense index in the plant @param busways above it, for a row */
    record Block(int index, Entity entity, Busways.OfRow busways) {
        boolean row() {
            return entity.kind() == EntityKind.ROW;
        }
    }

    record Wire(int from, int to, Side side) {}

    static Diagram of(Plant plant) {
        List<List<Block>> tiers = new ArrayList<>();
        Map<Integer, Double> place = new HashMap<>();
        Set<Integer> shown = new TreeSet<>();
        Map<Long, Wire> wires = new LinkedHashMap<>();
        for (Set<EntityKind> kinds : TIERS) {
            List<Block> tier = devices(plant, kinds);
            tier.forEach(b -> feeders(plant, b.index(), b.index(), Side.NONE, shown, new TreeSet<>(), wires));
            tier.sort(Comparator.comparingDouble(b -> above(b, wires, place)));
            add(tiers, tier, place, shown);
        }
        Map<Integer, Busways.OfRow> busways = Busways.ofRows(plant);
        List<Block> rows = new ArrayList<>();
        for (int i = 0; i < plant.count(EntityKind.ROW); i++) {
            int row = plant.indexAt(EntityKind.ROW, i);
            int[] racks = plant.within(row, EntityKind.RACK);
            rowFeeders(plant, row, racks, shown, wires);
            if (racks.length > 0) {
                rows.add(new Block(row, plant.entity(row), busways.getOrDefault(row, Busways.OfRow.NOTHING)));
            }
        }
        add(tiers, rows, place, shown);
        return new Diagram(List.copyOf(tiers), List.copyOf(wires.values()));
    }

    private static void add(List<List<Block>> tiers, List<Block> tier, Map<Integer, Double> place, Set<Integer> shown) {
        for (int i = 0; i < tier.size(); i++) {
            place.put(tier.get(i).index(), (i + 0.5) / tier.size());
            shown.add(tier.get(i).index());
        }
        if (!tier.isEmpty()) {
            tiers.add(List.copyOf(tier));
        }
    }

    private static List<Block> devices(Plant plant, Set<EntityKind> kinds) {
        List<Block> found = new ArrayList<>();
        for (EntityKind kind :
                kinds.stream().sorted(Comparator.reverseOrder()).toList().reversed()) {
            for (int i = 0; i < plant.count(kind); i++) {
                int index = plant.indexAt(kind, i);
                found.add(new Block(index, plant.entity(index), Busways.OfRow.NOTHING));
            }
        }
        return found;
    }

    private static double above(Block block, Map<Long, Wire> wires, Map<Integer, Double> place) {
        return wires.values().stream()
                .filter(w -> w.to() == block.index())
                .mapToDouble(w -> place.getOrDefault(w.from(), 0.5))
                .average()
                .orElse(0.5);
    }

    /** Walks up to the nearest blocks shown; {@code seen} ends loops of ties. */
    private static void feeders(
            Plant plant, int of, int at, Side side, Set<Integer> shown, Set<Integer> seen, Map<Long, Wire> wires) {
        for (Feeding feeding : plant.feeders(at)) {
            Side known = side == Side.NONE ? feeding.side() : side;
            if (shown.contains(feeding.feeder())) {
                long key = (long) feeding.feeder() << 32 | of;
                wires.putIfAbsent(key, new Wire(feeding.feeder(), of, known));
            } else if (seen.add(feeding.feeder())) {
                feeders(plant, of, feeding.feeder(), known, shown, seen, wires);
            }
        }
    }

    private static void rowFeeders(Plant plant, int row, int[] racks, Set<Integer> shown, Map<Long, Wire> wires) {
        Set<Integer> seen = new TreeSet<>();
        for (int rack : racks) {
            feeders(plant, row, rack, Side.NONE, shown, seen, wires);
            for (int shelf : plant.within(rack, EntityKind.POWER_SHELF)) {
                feeders(plant, row, shelf, Side.NONE, shown, seen, wires);
            }
        }
    }
}
