package millwright.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that builds the plant and says what it cost: ms of the first build, median ms of nine more,
 * retained bytes, entities, relations, the same bytes as plain records, and whether everything is there. Main thread.
 */
public final class PlantCost {
    private static final int BUILDS = 9;

    private @Nullable Object held;

    public static void main(String[] args) {
        System.out.println(new PlantCost().measured());
    }

    private String measured() {
        First first = first();
        double[] warm = new double[BUILDS];
        for (int i = 0; i < BUILDS; i++) {
            long start = System.nanoTime();
            held = PlantLoad.plant();
            warm[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(warm);
        int size = first.size;
        int relations = first.relations;
        boolean sound = first.sound && holds(size, relations);
        long own = retained();
        held = Plain.of(PlantLoad.plant());
        sound &= holds(size, relations);
        return first.millis + " " + warm[BUILDS / 2] + " " + own + " " + size + " " + relations + " " + retained() + " "
                + sound;
    }

    /** What the first build took and gave; the plant itself is not kept. */
    private record First(double millis, int size, int relations, boolean sound) {}

    private static First first() {
        long start = System.nanoTime();
        Plant plant = PlantLoad.plant();
        double millis = (System.nanoTime() - start) / 1e6;
        return new First(millis, plant.size(), plant.relations().size(), sound(plant));
    }

    /** Asked in a method of its own: a local variable would keep alive what is to be dropped. */
    private boolean holds(int size, int relations) {
        return held instanceof Plant plant
                ? plant.size() == size
                : held instanceof Plain plain && plain.entities.size() == size && plain.relations.size() == relations;
    }

    /** Drops what is held and gives the bytes that this set free. */
    private long retained() {
        long with = used();
        held = null;
        return with - used();
    }

    /** Bytes in use after the collector ran, twice so that references are cleared too. */
    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Every kind is there, and each GPU is found by its id, stands in the site and has two feeds. */
    private static boolean sound(Plant plant) {
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        plant.entities().forEach(e -> kinds.add(e.kind()));
        Set<RelationKind> relations = EnumSet.noneOf(RelationKind.class);
        plant.relations().forEach(r -> relations.add(r.kind()));
        boolean sound = kinds.size() == EntityKind.values().length && relations.size() == RelationKind.values().length;
        for (int g = 0; g < PlantLoad.ROWS * PlantLoad.RACKS * PlantLoad.NODES * PlantLoad.GPUS; g++) {
            int node = g / PlantLoad.GPUS;
            int rack = node / PlantLoad.NODES;
            int index = plant.indexOf(PlantLoad.gpu(
                    rack / PlantLoad.RACKS + 1,
                    rack % PlantLoad.RACKS + 1,
                    node % PlantLoad.NODES + 1,
                    g % PlantLoad.GPUS));
            sound &= index >= 0
                    && plant.slotOf(index) == g
                    && plant.ancestor(index, EntityKind.SITE) == 0
                    && plant.feeders(plant.parent(index)).size() == 2;
        }
        return sound;
    }

    /** The peer: the same records in a HashMap and a list, as a program without columns would keep them. */
    private record Plain(java.util.Map<millwright.plant.EntityId, Entity> entities, List<Relation> relations) {
        static Plain of(Plant plant) {
            java.util.Map<millwright.plant.EntityId, Entity> entities = new java.util.HashMap<>();
            plant.entities().forEach(e -> entities.put(e.id(), e));
            return new Plain(entities, new ArrayList<>(plant.relations()));
        }
    }
}
