package millwright.analysis;

import static millwright.analysis.SmallPlant.START;
import static millwright.analysis.SmallPlant.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;

/**
 * Second by second telemetry of the small plant with noise of a fixed seed, and faults that a test plants: the oracle
 * knows where they are. Steps of a training job are synchronous: all its GPUs wait when one is slow.
 */
final class Story {
    final Plant plant = SmallPlant.plant();
    final int gpus = plant.count(EntityKind.GPU);
    final int[] rackOf = new int[gpus];
    private final Random random;
    private final double[] silicon;
    private final double[] temperature;

    /** Slot of the GPU that is slow, -1 for none, from which second, and how much of its clock is missing. */
    int straggler = -1;

    int stragglerFrom;
    double stragglerLoss = 0.1;
    /** Row whose CDU loses its pumps, 0 for none. */
    int pumpRow;

    int pumpFrom;
    int pumpUntil = Integer.MAX_VALUE;
    /** Rack slot that gets too little coolant, -1 for none. */
    int dryRack = -1;

    int dryFrom;
    /** Second in which all GPUs of the training job pause, as for a checkpoint, and for how many. */
    int checkpoint = -1;

    int checkpointFor = 30;

    /** Second in which the memory of the first GPU of the second row reports a contained error, -1 for none. */
    int memoryError = -1;

    Story(long seed) {
        random = new Random(seed);
        silicon = new double[gpus];
        temperature = fill(gpus, 62);
        for (int gpu = 0; gpu < gpus; gpu++) {
            silicon[gpu] = 1 + 0.08 * (random.nextDouble() * 2 - 1);
            rackOf[gpu] = plant.slotOf(plant.ancestor(plant.indexAt(EntityKind.GPU, gpu), EntityKind.RACK));
        }
    }

    List<PlantEvent> second(int s) {
        long time = START + s * Times.SECOND;
        List<PlantEvent> events = new ArrayList<>();
        if (s == 0) {
            events.add(SmallPlant.whole(plant, time));
        }
        double[] clock = new double[gpus];
        double[] power = new double[gpus];
        double[] active = new double[gpus];
        double[] throttle = new double[gpus];
        double slowest = 1;
        double jobSpeed = 0;
        for (int gpu = 0; gpu < gpus; gpu++) {
            boolean hot = heat(gpu, s);
            double speed = hot ? 0.7 : 1;
            speed *= gpu == straggler && s >= stragglerFrom ? 1 - stragglerLoss : 1;
            throttle[gpu] = hot ? 0x20 : 0;
            clock[gpu] = Math.round((1965 * speed + random.nextGaussian() * 6) / 15) * 15;
            if (rackOf[gpu] < 4) {
                slowest = Math.min(slowest, speed);
            } else {
                jobSpeed += speed / (gpus / 2.0);
            }
            power[gpu] = 850 * silicon[gpu] * Math.pow(speed, 2.2) + random.nextGaussian() * 8;
            active[gpu] = Math.min(1, 0.9 + random.nextGaussian() * 0.01);
        }
        for (int gpu = 0; gpu < gpus; gpu++) {
            if (rackOf[gpu] < 4) {
                boolean pause = checkpoint >= 0 && s >= checkpoint && s < checkpoint + checkpointFor;
                active[gpu] = pause ? 0.08 : active[gpu] * (gpu == straggler ? 1 : slowest);
                power[gpu] *= pause ? 0.4 : 1;
            }
        }
        gpu(events, "gpu.clock.sm", time, clock);
        gpu(events, "gpu.power", time, power);
        gpu(events, "gpu.sm.active", time, active);
        gpu(events, "gpu.throttle", time, throttle);
        gpu(events, "gpu.temperature", time, temperature);
        gpu(events, "gpu.power.limit", time, fill(gpus, 1000));
        cooling(events, time, s);
        if (s == memoryError) {
            events.add(memoryError(time));
        }
        double[] output = {1e6 * slowest, 2e6 * jobSpeed};
        output[0] *= 1 + random.nextGaussian() * 0.005;
        output[1] *= 1 + random.nextGaussian() * 0.005;
        events.add(SmallPlant.frame(plant, new MetricId("job.output.rate"), EntityKind.JOB, time, output));
        events.add(SmallPlant.frame(
                plant, new MetricId("job.output.expected"), EntityKind.JOB, time, new double[] {1e6, 2e6}));
        return events;
    }

    private Occurrence memoryError(long time) {
        return new Occurrence(
                "e1",
                "xid",
                Layer.GPU,
                plant.at(EntityKind.GPU, gpus / 2).id(),
                time,
                0,
                time,
                Priority.MEDIUM,
                "XID 94",
                1,
                Map.of("code", "94"),
                SmallPlant.ORIGIN);
    }

    private boolean pumpsOut(int row, int s) {
        return row == pumpRow && s >= pumpFrom && s < pumpUntil;
    }

    /** @return whether the GPU slows down by its temperature */
    private boolean heat(int gpu, int s) {
        boolean starved = pumpsOut(rackOf[gpu] / 4 + 1, s) || rackOf[gpu] == dryRack && s >= dryFrom;
        double target = starved ? 95 : 62;
        double seconds = starved ? 40 : 60;
        temperature[gpu] += (target - temperature[gpu]) / seconds * silicon[gpu] + random.nextGaussian() * 0.1;
        return temperature[gpu] > 83;
    }

    private void gpu(List<PlantEvent> events, String metric, long time, double[] values) {
        events.add(SmallPlant.frame(plant, new MetricId(metric), EntityKind.GPU, time, values));
    }

    private void cooling(List<PlantEvent> events, long time, int s) {
        double[] flow = new double[2];
        double[] pump = new double[4];
        for (int row = 1; row <= 2; row++) {
            boolean out = pumpsOut(row, s);
            flow[row - 1] = (out ? 60 : 400) + random.nextGaussian();
            pump[row * 2 - 2] = out ? 0 : 70;
            pump[row * 2 - 1] = out ? 20 : 70;
        }
        events.add(SmallPlant.frame(plant, new MetricId("cooling.flow"), EntityKind.CDU, time, flow));
        events.add(SmallPlant.frame(plant, new MetricId("pump.speed"), EntityKind.PUMP, time, pump));
    }
}
