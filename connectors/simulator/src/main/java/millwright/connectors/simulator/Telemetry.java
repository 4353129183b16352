package millwright.connectors.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.analysis.physics.Coolant;
import millwright.connectors.simulator.scenario.Scenario.Hardware;
import millwright.connectors.simulator.scenario.Scenario.Pool;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** What the sources of the plant tell, metric by metric and each at its own pace. Simulation thread only. */
final class Telemetry {
    /** Share of its memory that the driver takes on a GPU without a process. */
    private static final double DRIVER_MEMORY = 0.003;

    private static final int SOURCE_EVERY = 5;

    private final World world;
    private final Herald herald;
    private final Scheduler scheduler;
    private final List<Stream> fixed = new ArrayList<>();
    private final Set<String> wanted;
    private final long[] samples = new long[Sources.all().size()];
    private List<Stream> moving = List.of();
    private long movingRevision = -1;

    Telemetry(World world, Herald herald, Faults faults, Scheduler scheduler) {
        this.world = world;
        this.herald = herald;
        this.scheduler = scheduler;
        this.wanted = new HashSet<>(world.scenario.metrics());
        keep(
                fixed,
                new Streams(
                        EntityKind.GPU,
                        Sources.DCGM,
                        world.gpus.count,
                        world.gpus.state,
                        world.gpus.silent,
                        faults.single()),
                this::gpu);
        Racks racks = world.racks;
        int nodes = racks.nodePower.length;
        keep(
                fixed,
                new Streams(EntityKind.NODE, Sources.REDFISH, nodes, racks.nodeData, racks.nodeSilent, Map.of()),
                this::node);
        keep(
                fixed,
                new Streams(EntityKind.NODE, Sources.SCHEDULER, nodes, null, null, Map.of()),
                s -> s.count(
                        "node.state",
                        2,
                        60,
                        i -> racks.off[i / world.shape.nodes()] ? Racks.DOWN : racks.nodeState[i]));
        keep(
                fixed,
                new Streams(EntityKind.RACK, Sources.REDFISH, racks.power.length, racks.data, racks.silent, Map.of()),
                this::rack);
        fixed.addAll(new Facility(world, this::wants).streams());
    }

    private interface Fill {
        void into(Streams streams);
    }

    private void keep(List<Stream> into, Streams streams, Fill fill) {
        fill.into(streams);
        streams.list().stream().filter(s -> wants(s.metric().name())).forEach(into::add);
    }

    private boolean wants(String metric) {
        return wanted.isEmpty() || wanted.contains(metric);
    }

    private void gpu(Streams s) {
        Gpus g = world.gpus;
        Hardware h = world.scenario.hardware();
        s.gauge("gpu.power", 1, 60, 0.001, i -> g.board[i]);
        s.gauge("gpu.power.limit", 1, 60, 0.001, i -> g.limit[i]);
        s.gauge("gpu.temperature", 1, 60, 1, i -> g.sensor[i]);
        s.gauge("gpu.temperature.margin", 1, 60, 1, i -> h.slowdown() - g.sensor[i]);
        s.gauge("gpu.memory.temperature", 2, 0, 1, i -> g.memory[i]);
        s.gauge("gpu.clock.sm", 1, 60, 15, i -> h.clock() * g.clock[i]);
        s.gauge("gpu.clock.memory", 5, 0, 1, i -> h.memoryClock());
        s.gauge("gpu.utilization", 1, 60, 1, i -> g.active[i] > 0.02f || g.resting[i] ? 97 + i % 4 : 0);
        s.gauge("gpu.sm.active", 1, 60, 0.001, i -> Math.min(1, g.active[i] * 0.97));
        s.gauge("gpu.tensor.active", 1, 60, 0.001, i -> Math.min(1, g.active[i] * (g.work[i] == 2 ? 0.62 : 0.31)));
        s.gauge("gpu.dram.active", 1, 60, 0.001, i -> Math.min(1, g.active[i] * (g.work[i] == 2 ? 0.46 : 0.79)));
        s.gauge("gpu.memory.used", 5, 60, 1, this::memoryUsed);
        s.gauge("gpu.memory.total", 30, 600, 1, i -> h.memoryMiB());
        s.gauge("gpu.nvlink.throughput", 2, 0, 1e6, i -> g.active[i] * (g.work[i] == 2 ? 6.2e11 : 2.4e11));
        s.count("gpu.throttle", 1, 60, i -> g.reasons[i]);
        s.count("gpu.work", 2, 60, i -> g.work[i]);
        s.wide("gpu.energy", 5, 60, i -> Math.rint(g.energy[i] * 1000) / 1000);
        s.count("gpu.throttle.power-cap.time", 5, 60, i -> g.capTime[i]);
        s.count("gpu.throttle.sw-thermal.time", 5, 60, i -> g.softHeatTime[i]);
        s.count("gpu.throttle.hw-thermal.time", 5, 60, i -> g.hardHeatTime[i]);
        s.count("gpu.xid.last", 5, 60, i -> g.xid[i]);
        s.count("gpu.ecc.single", 10, 60, i -> g.singles[i]);
        s.count("gpu.ecc.double", 10, 60, i -> g.doubles[i]);
        s.count("gpu.pcie.replays", 10, 0, i -> g.replays[i]);
        s.count("gpu.profile.requested", 5, 60, i -> 1L << g.profileAsked[i]);
        s.count("gpu.profile.enforced", 5, 60, i -> 1L << g.profile[i]);
        s.count("gpu.profile.supported", 30, 600, i -> 0x3);
        s.gauge("gpu.power.limit.min", 30, 600, 1, i -> h.capFloor());
        s.gauge("gpu.power.limit.max", 30, 600, 1, i -> h.maxP());
        s.gauge("gpu.power.limit.default", 30, 600, 1, i -> h.maxP());
        s.gauge("gpu.power.limit.requested", 5, 60, 1, i -> Float.isNaN(g.cap[i]) ? g.limit[i] : g.cap[i]);
        s.gauge("gpu.temperature.slowdown", 30, 600, 1, i -> h.slowdown());
    }

    private double memoryUsed(int i) {
        int job = world.jobs.ofNode[i / world.shape.gpus()];
        boolean held = job >= 0 && world.gpus.work[i] != 0;
        double process = (world.gpus.work[i] == 1 ? 0.9 : 0.83) + 0.004 * (i % 7);
        return world.scenario.hardware().memoryMiB() * (held ? process : DRIVER_MEMORY);
    }

    private void node(Streams s) {
        Racks r = world.racks;
        int nodes = world.shape.nodes();
        s.gauge("node.power", 1, 60, 1, i -> r.nodePower[i]);
        s.gauge("node.power.committed", 5, 60, 1, i -> r.nodeCommitted[i]);
        s.gauge("node.inlet.temperature", 2, 60, 0.1, i -> r.supply[i / nodes]);
        s.gauge("node.coolant.flow", 2, 60, 0.01, this::nodeFlow);
        s.gauge(
                "node.outlet.temperature",
                2,
                60,
                0.1,
                i -> r.supply[i / nodes] + Coolant.rise(r.nodePower[i], Math.max(0.05, nodeFlow(i))));
    }

    private double nodeFlow(int node) {
        int nodes = world.shape.nodes();
        return world.racks.flow[node / nodes] * 0.92 / nodes * (1 + 0.01 * (node % nodes % 5 - 2));
    }

    private void rack(Streams s) {
        Racks r = world.racks;
        double shelf = 1 + world.scenario.power().shelfLoss();
        s.gauge("rack.power", 1, 10, 1, world::rackInput);
        s.gauge("rack.power.committed", 5, 10, 1, i -> r.committed[i] * shelf);
        s.gauge("rack.coolant.supply", 1, 10, 0.1, i -> r.supply[i]);
        s.gauge("rack.coolant.return", 1, 10, 0.1, i -> r.back[i]);
        s.gauge("rack.coolant.flow", 1, 10, 0.1, i -> r.flow[i]);
        s.gauge("rack.temperature.max", 1, 10, 1, i -> Float.isInfinite(r.hottest[i]) ? Double.NaN : r.hottest[i]);
        s.gauge(
                "rack.clock.active",
                1,
                10,
                1,
                i -> r.clockCount[i] == 0
                        ? Double.NaN
                        : world.scenario.hardware().clock() * r.clockSum[i] / r.clockCount[i]);
        s.wide("rack.output.rate", 1, 10, i -> r.tokens[i]);
    }

    /** Sends what is due at {@code tick} whole seconds. */
    void tell(Plant plant, long tick, double seconds, Pace pace) {
        if (movingRevision != plant.revision()) {
            moving = moving(plant);
            movingRevision = plant.revision();
        }
        for (List<Stream> streams : List.of(fixed, moving)) {
            for (Stream stream : streams) {
                int every = stream.every(pace);
                if (every > 0 && Math.floorMod(tick, Math.max(every, (long) seconds)) == 0) {
                    samples[stream.source().ordinal()] += stream(stream, plant, Math.max(every, seconds));
                }
            }
        }
        if (pace == Pace.LIVE && Math.floorMod(tick, (long) SOURCE_EVERY) == 0) {
            sources();
        }
    }

    private int stream(Stream stream, Plant plant, double seconds) {
        var frame = stream.frame(plant.revision(), herald, seconds);
        herald.tell(frame);
        return frame.size();
    }

    private void sources() {
        for (Sources source : Sources.all()) {
            int at = source.ordinal();
            boolean late = source == Sources.REDFISH && anySilent();
            herald.tell(new SourceState(
                    source.id,
                    source.protocol,
                    late ? "late" : "ok",
                    late ? "some BMCs do not answer, 4 of 4 connections in use" : "simulated",
                    herald.now(),
                    source.lag / 1e6,
                    (double) samples[at] / SOURCE_EVERY,
                    0,
                    List.of(),
                    herald.skewOf(source),
                    source.uncertainty));
            samples[at] = 0;
        }
    }

    private boolean anySilent() {
        for (boolean silent : world.racks.nodeSilent) {
            if (silent) {
                return true;
            }
        }
        return false;
    }

    /** Jobs and endpoints; jobs come and go, so these are made anew for each plant revision. */
    private List<Stream> moving(Plant plant) {
        List<Stream> made = new ArrayList<>();
        int[] job = new int[plant.count(EntityKind.JOB)];
        for (int j = 0; j < world.jobs.plans.size(); j++) {
            int slot = world.jobs.running[j] ? plant.slotOf(EntityKind.JOB, scheduler.id(j)) : -1;
            if (slot >= 0) {
                job[slot] = j;
            }
        }
        byte[] serving = new byte[job.length];
        byte[] stepping = new byte[job.length];
        for (int s = 0; s < job.length; s++) {
            boolean decodes = decodes(job[s]);
            serving[s] = (byte) (decodes ? 0 : DataState.NOT_SUPPORTED.ordinal());
            stepping[s] = (byte) (world.jobs.synchronised(job[s]) ? 0 : DataState.NOT_SUPPORTED.ordinal());
        }
        Map<String, byte[]> single = Map.of(
                "job.output.rate", serving,
                "job.output.expected", serving,
                "job.step.time", stepping);
        Jobs jobs = world.jobs;
        keep(
                made,
                new Streams(EntityKind.JOB, Sources.SCHEDULER, job.length, null, null, single),
                s -> s.gauge("job.gpus", 5, 60, 1, i -> jobs.gpus[job[i]])
                        .gauge("job.power", 1, 10, 1, i -> jobs.power[job[i]])
                        .gauge("job.gpus.useful", 1, 10, 1, i -> jobs.useful[job[i]])
                        .gauge("job.step.time", 1, 10, 0.001, i -> jobs.stepSeconds[job[i]])
                        .wide("job.input.rate", 1, 10, i -> input(job[i]))
                        .wide("job.output.rate", 1, 10, i -> output(job[i], false))
                        .wide("job.output.expected", 1, 10, i -> output(job[i], true)));
        keep(
                made,
                new Streams(EntityKind.ENDPOINT, Sources.SERVING, world.services.length, null, null, Map.of()),
                s -> new Serving(world).fill(s));
        return made;
    }

    private boolean decodes(int j) {
        return world.serviceOf[j] != null && world.jobs.plans.get(j).pool() != Pool.PREFILL;
    }

    private double input(int j) {
        Service service = world.serviceOf[j];
        return service == null
                ? world.jobs.tokensIn(j)
                : service.served / service.plan.outputTokens() * service.plan.inputTokens();
    }

    private double output(int j, boolean expected) {
        Service service = world.serviceOf[j];
        return service == null ? Double.NaN : expected ? service.expected : service.served;
    }
}
