package millwright.analysis.kpi;

import java.util.Arrays;
import java.util.stream.IntStream;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to whom in one plant revision, by slot, for loops over columns: node, rack and job of every GPU and back.
 * Immutable, any thread; do not change the arrays. -1 means "none".
 */
public final class Roster {
    private static final int[] NONE = {};

    private final Plant plant;
    private final int[] nodeOfGpu;
    private final int[] rackOfGpu;
    private final int[] jobOfGpu;
    private final int[][] gpusOfNode;
    private final int[][] gpusOfRack;
    private final int[][] nodesOfRack;
    private final int[][] racksOfRow;
    private final int[][] racksOfHall;
    private final int[][] gpusOfJob;
    private final int[][] gpusOfEndpoint;
    private final boolean simulated;

    public Roster(Plant plant) {
        this.plant = plant;
        int gpus = plant.count(EntityKind.GPU);
        nodeOfGpu = ancestors(EntityKind.GPU, EntityKind.NODE);
        rackOfGpu = ancestors(EntityKind.GPU, EntityKind.RACK);
        int[] rackOfNode = ancestors(EntityKind.NODE, EntityKind.RACK);
        jobOfGpu = new int[gpus];
        Arrays.fill(jobOfGpu, -1);
        gpusOfJob = new int[plant.count(EntityKind.JOB)][];
        gpusOfNode = invert(nodeOfGpu, plant.count(EntityKind.NODE));
        for (int job = 0; job < gpusOfJob.length; job++) {
            gpusOfJob[job] = gpusOf(job);
            for (int gpu : gpusOfJob[job]) {
                jobOfGpu[gpu] = job;
            }
        }
        gpusOfEndpoint = new int[plant.count(EntityKind.ENDPOINT)][];
        for (int endpoint = 0; endpoint < gpusOfEndpoint.length; endpoint++) {
            gpusOfEndpoint[endpoint] = served(endpoint);
        }
        gpusOfRack = invert(rackOfGpu, plant.count(EntityKind.RACK));
        nodesOfRack = invert(rackOfNode, plant.count(EntityKind.RACK));
        racksOfRow = invert(ancestors(EntityKind.RACK, EntityKind.ROW), plant.count(EntityKind.ROW));
        racksOfHall = invert(ancestors(EntityKind.RACK, EntityKind.HALL), plant.count(EntityKind.HALL));
        simulated = plant.entities().stream().anyMatch(e -> e instanceof Entity.Source s && s.simulated());
    }

    private int[] ancestors(EntityKind of, EntityKind kind) {
        int[] slots = new int[plant.count(of)];
        for (int slot = 0; slot < slots.length; slot++) {
            int ancestor = plant.ancestor(plant.indexAt(of, slot), kind);
            slots[slot] = ancestor < 0 ? -1 : plant.slotOf(ancestor);
        }
        return slots;
    }

    private static int[][] invert(int[] group, int groups) {
        int[] size = new int[groups];
        for (int g : group) {
            if (g >= 0) {
                size[g]++;
            }
        }
        int[][] members = new int[groups][];
        for (int g = 0; g < groups; g++) {
            members[g] = size[g] == 0 ? NONE : new int[size[g]];
        }
        for (int i = group.length - 1; i >= 0; i--) {
            if (group[i] >= 0) {
                members[group[i]][--size[group[i]]] = i;
            }
        }
        return members;
    }

    private int[] gpusOf(int job) {
        int[] on = plant.targets(RelationKind.RUNS_ON, plant.indexAt(EntityKind.JOB, job));
        int[] found = new int[16];
        int size = 0;
        for (int target : on) {
            EntityKind kind = plant.entity(target).kind();
            int[] gpus = kind == EntityKind.GPU
                    ? new int[] {plant.slotOf(target)}
                    : kind == EntityKind.NODE ? gpusOfNode[plant.slotOf(target)] : NONE;
            while (size + gpus.length > found.length) {
                found = Arrays.copyOf(found, found.length * 2);
            }
            System.arraycopy(gpus, 0, found, size, gpus.length);
            size += gpus.length;
        }
        int[] slots = Arrays.copyOf(found, size);
        Arrays.sort(slots);
        return slots;
    }

    private int[] served(int endpoint) {
        return IntStream.of(plant.origins(RelationKind.SERVES, plant.indexAt(EntityKind.ENDPOINT, endpoint)))
                .filter(server -> plant.entity(server).kind() == EntityKind.JOB)
                .flatMap(job -> IntStream.of(gpusOfJob[plant.slotOf(job)]))
                .distinct()
                .sorted()
                .toArray();
    }

    public Plant plant() {
        return plant;
    }

    /** True when any source of the plant is a simulator: then everything derived says so. */
    public boolean simulated() {
        return simulated;
    }

    public int nodeOfGpu(int gpu) {
        return nodeOfGpu[gpu];
    }

    public int rackOfGpu(int gpu) {
        return rackOfGpu[gpu];
    }

    public int jobOfGpu(int gpu) {
        return jobOfGpu[gpu];
    }

    public int[] gpusOfNode(int node) {
        return gpusOfNode[node];
    }

    public int[] gpusOfRack(int rack) {
        return gpusOfRack[rack];
    }

    public int[] nodesOfRack(int rack) {
        return nodesOfRack[rack];
    }

    public int[] racksOfRow(int row) {
        return racksOfRow[row];
    }

    public int[] racksOfHall(int hall) {
        return racksOfHall[hall];
    }

    public int[] gpusOfJob(int job) {
        return gpusOfJob[job];
    }

    /** Those of all jobs that serve it; none where nobody tells which do. */
    public int[] gpusOfEndpoint(int endpoint) {
        return gpusOfEndpoint[endpoint];
    }

    public int gpus() {
        return jobOfGpu.length;
    }

    public int jobs() {
        return gpusOfJob.length;
    }

    public Entity.Job job(int job) {
        return (Entity.Job) plant.at(EntityKind.JOB, job);
    }

    /** What the GPU is held for; null when it is free. */
    public @Nullable JobClass classOfGpu(int gpu) {
        return jobOfGpu[gpu] < 0 ? null : job(jobOfGpu[gpu]).jobClass();
    }
}
