package millwright.analysis.twin;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** What differs between the plant and its twin: W and speed of GPUs, W of nodes, and devices that are gone. */
final class Change {
    private final double[] gpuWatts;
    private final double[] gpuSpeed;
    private final double[] nodeWatts;
    private final BitSet lost = new BitSet();
    private final BitSet dark = new BitSet();
    private final Set<Integer> touched = new TreeSet<>();
    private final Plant plant;

    Change(Plant plant, int gpus) {
        this.plant = plant;
        gpuWatts = new double[gpus];
        gpuSpeed = new double[gpus];
        Arrays.fill(gpuSpeed, 1);
        nodeWatts = new double[plant.count(EntityKind.NODE)];
    }

    /** @param delta W more @param speed throughput as a share of now */
    void watts(int gpu, double delta, double speed) {
        gpuWatts[gpu] = delta;
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
        nodeWatts[node] = -watts;
        for (int gpu : gpus) {
            gpuSpeed[gpu] = 0;
            touched.add(gpu);
        }
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

    double gpuWatts(int gpu) {
        return gpuWatts[gpu];
    }

    Set<Integer> touched() {
        return touched;
    }
}
