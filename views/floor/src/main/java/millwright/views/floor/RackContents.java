package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import millwright.plant.Count;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import millwright.plant.Plant;
import millwright.plant.RackSlot;
import millwright.plant.RelationKind;

/**
 * What stands in one rack: trays from the top unit down, those of one unit side by side, those without a unit last; and
 * what no source gives a unit, in bands. Immutable; made once per rack and plant revision.
 *
 * @param index dense index of the rack @param units rack units that are drawn
 * @param bands switches, power shelves, leak detectors, and what cools the rack
 */
record RackContents(
        int index,
        int slot,
        EntityId id,
        String name,
        int units,
        List<Tray> trays,
        List<Item> items,
        List<Band> bands,
        String jobs) {
    /** @param index dense index of the node @param slot among nodes @param gpus slots of its GPUs */
    record Tray(int index, int slot, String name, String host, RackSlot place, int[] gpus) {
        boolean placed() {
            return place.unit() > 0;
        }

        boolean rear() {
            return place.face() == RackSlot.Face.REAR;
        }

        /** Its name, and where it stands when that is not the front. */
        String label() {
            return rear() ? name + ", rear" : name;
        }
    }

    /** A line of the table: a tray, or units in which no source places anything. @param tray -1 for empty units */
    record Item(int tray, int fromUnit, int toUnit) {}

    /** Things of one kind. @param things dense indices */
    record Band(EntityKind kind, String title, int[] things) {}

    static RackContents of(Plant plant, int rackSlot) {
        int index = plant.indexAt(EntityKind.RACK, rackSlot);
        Entity.Rack rack = (Entity.Rack) plant.entity(index);
        List<Tray> trays = trays(plant, index);
        int highest = trays.stream()
                .mapToInt(t -> t.place().unit() + t.place().height() - 1)
                .max()
                .orElse(0);
        return new RackContents(
                index,
                rackSlot,
                rack.id(),
                rack.name(),
                Math.max(rack.units(), highest),
                trays,
                items(trays),
                bands(plant, index),
                jobs(plant, trays));
    }

    private static List<Tray> trays(Plant plant, int rack) {
        List<Tray> trays = new ArrayList<>();
        for (int node : plant.within(rack, EntityKind.NODE)) {
            Entity.Node entity = (Entity.Node) plant.entity(node);
            int[] gpus = Arrays.stream(plant.within(node, EntityKind.GPU))
                    .map(plant::slotOf)
                    .toArray();
            trays.add(new Tray(node, plant.slotOf(node), entity.name(), entity.host(), entity.slot(), gpus));
        }
        trays.sort(Comparator.comparingInt((Tray t) -> -top(t.place()))
                .thenComparing(t -> t.place().face())
                .thenComparing(t -> t.place().width())
                .thenComparing(Tray::name));
        return List.copyOf(trays);
    }

    private static int top(RackSlot place) {
        return place.unit() == 0 ? 0 : place.unit() + place.height() - 1;
    }

    /** Trays, and the units left free between them. */
    private static List<Item> items(List<Tray> trays) {
        List<Item> items = new ArrayList<>();
        int below = 0;
        for (int t = 0; t < trays.size(); t++) {
            Tray tray = trays.get(t);
            if (tray.placed() && below > 0 && top(tray.place()) < below - 1) {
                items.add(new Item(-1, below - 1, top(tray.place()) + 1));
            }
            items.add(new Item(t, top(tray.place()), tray.place().unit()));
            below = tray.placed()
                    ? below == 0
                            ? tray.place().unit()
                            : Math.min(below, tray.place().unit())
                    : below;
        }
        return List.copyOf(items);
    }

    private static List<Band> bands(Plant plant, int rack) {
        List<Band> bands = new ArrayList<>();
        int[] switches = plant.within(rack, EntityKind.SWITCH);
        boolean nvlink =
                Arrays.stream(switches).allMatch(i -> ((Entity.Switch) plant.entity(i)).tier() == FabricTier.NVLINK);
        add(bands, EntityKind.SWITCH, nvlink ? "NVLink switches" : "Switches", switches);
        add(bands, EntityKind.POWER_SHELF, "Power shelves", plant.within(rack, EntityKind.POWER_SHELF));
        add(bands, EntityKind.LEAK_DETECTOR, "Leak", plant.within(rack, EntityKind.LEAK_DETECTOR));
        int row = plant.ancestor(rack, EntityKind.ROW);
        int[] cooling = IntStream.concat(
                        Arrays.stream(plant.within(rack, EntityKind.CDU)),
                        IntStream.of(rack, row)
                                .filter(i -> i >= 0)
                                .flatMap(i -> Arrays.stream(plant.origins(RelationKind.COOLS, i))))
                .filter(i -> plant.entity(i).kind() == EntityKind.CDU)
                .distinct()
                .toArray();
        add(bands, EntityKind.CDU, "Coolant", cooling);
        return List.copyOf(bands);
    }

    private static void add(List<Band> bands, EntityKind kind, String title, int[] things) {
        if (things.length > 0 || kind == EntityKind.CDU) {
            bands.add(new Band(kind, title, things));
        }
    }

    private static String jobs(Plant plant, List<Tray> trays) {
        TreeSet<String> names = new TreeSet<>();
        for (Tray tray : trays) {
            for (int job : plant.origins(RelationKind.RUNS_ON, tray.index())) {
                names.add(plant.entity(job).name());
            }
        }
        return names.isEmpty() ? "no job" : String.join(", ", names);
    }

    /** Whether a source says where in the rack anything stands. */
    boolean placed() {
        return trays.stream().anyMatch(Tray::placed);
    }

    int gpus() {
        return trays.stream().mapToInt(t -> t.gpus().length).sum();
    }

    /** GPUs of the tray that has most. */
    int widest() {
        return trays.stream().mapToInt(t -> t.gpus().length).max().orElse(0);
    }

    int[] band(EntityKind kind) {
        return bands.stream()
                .filter(b -> b.kind() == kind)
                .map(Band::things)
                .findFirst()
                .orElse(new int[0]);
    }

    /** Slots of its things in columns of that level. */
    int[] slots(Level level) {
        return switch (level) {
            case GPU ->
                trays.stream().flatMapToInt(t -> Arrays.stream(t.gpus())).toArray();
            case TRAY -> trays.stream().mapToInt(Tray::slot).toArray();
            case RACK -> new int[] {slot};
        };
    }

    /** What the keys reach, line by line, as dense indices: a tray and its GPUs, then what stands in bands. */
    List<int[]> reach(Plant plant) {
        List<int[]> lines = new ArrayList<>();
        for (Tray tray : trays) {
            int[] line = new int[tray.gpus().length + 1];
            line[0] = tray.index();
            for (int g = 0; g < tray.gpus().length; g++) {
                line[g + 1] = plant.indexAt(EntityKind.GPU, tray.gpus()[g]);
            }
            lines.add(line);
        }
        bands.stream().map(Band::things).filter(things -> things.length > 0).forEach(lines::add);
        return lines;
    }

    /** {@code 18 trays, 72 GPUs}. */
    String counts() {
        String many = Count.of(trays.size(), "tray");
        return gpus() == 0 ? many + ", no GPU" : many + ", " + Count.of(gpus(), "GPU");
    }
}
