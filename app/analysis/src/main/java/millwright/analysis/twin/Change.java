package millwright.analysis.twin;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/** What differs between the plant and its twin: speed of GPUs, W of nodes, and devices that are gone. */
final class Change {
    private final double[] gpuSpeed;
    private final double[] nodeWatts;
    private final BitSet lost = new BitSet();
    private final BitSet dark = new BitSet();
    private final Set<Integer> touched = new TreeSet<>();
    private final BitSet jobs = new BitSet();
    private final Plant plant;

    Change(Plant plant, int gpus) {
        this.plant = plant;
        gpuSpeed = new double[gpus];
        Arrays.fill(gpuSpeed, 1);
        nodeWatts = new double[plant.count(EntityKind.NODE)];
    }

    /** @param delta W more @param speed throughput as a share of now */
    void watts(int gpu, double delta, double speed) {
        gpuSpeed[gpu] = speed;
        touched.add(gpu);
        int node = plant.ancestor(plant.indexAt(EntityKind.GPU, gpu), EntityKind.NODE);
        if (node >= 0) {
            nodeWatts[plant.slotOf(node)] += delta;
        }
    }

    /** A node without any power. @param watts what it drew */
    void dark(int node, double watts, int[] gpus) {
        dark.set(node);
        holders(plant.indexAt(EntityKind.NODE, node));
        nodeWatts[node] = -watts;
        for (int gpu : gpus) {
            gpuSpeed[gpu] = 0;
            touched.add(gpu);
        }
    }

    /** Jobs on this node or GPU are hit, whether or not anything is measured there. */
    void holders(int index) {
        for (RelationKind kind : List.of(RelationKind.RUNS_ON, RelationKind.SHARES)) {
            for (int job : plant.origins(kind, index)) {
                jobs.set(plant.slotOf(job));
            }
        }
    }

    boolean hits(int job) {
        return jobs.get(job);
    }

    void slow(int gpu, double speed) {
        gpuSpeed[gpu] = Math.min(gpuSpeed[gpu], speed);
        touched.add(gpu);
    }

    void lose(int index) {
        lost.set(index);
    }

    boolean lost(int index) {
        return lost.get(index);
    }

    boolean isDark(int node) {
        return dark.get(node);
    }

    double nodeWatts(int node) {
        return nodeWatts[node];
    }

    double speed(int gpu) {
        return gpuSpeed[gpu];
    }

    Set<Integer> touched() {
        return touched;
    }
}
