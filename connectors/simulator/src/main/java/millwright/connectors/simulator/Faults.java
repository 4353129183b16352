package millwright.connectors.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.connectors.simulator.scenario.Addresses;
import millwright.connectors.simulator.scenario.Scenario.FaultPlan;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;

/** Brings the scenario's faults about and mends them again. Simulation thread only; one flag per planned fault. */
final class Faults {
    private static final double OTHERS_LOSE = 0.13;

    private final World world;
    private final Herald herald;
    private final Ids ids;
    private final List<FaultPlan> plans;
    private final boolean[] active;
    /** State of single metrics per GPU slot, by metric name. */
    private final Map<String, byte[]> single = new HashMap<>();

    Faults(World world, Herald herald) {
        this.world = world;
        this.herald = herald;
        this.ids = new Ids(world.shape);
        this.plans = world.scenario.faults();
        this.active = new boolean[plans.size()];
    }

    Map<String, byte[]> single() {
        return single;
    }

    void step(double t) {
        for (int f = 0; f < active.length; f++) {
            FaultPlan plan = plans.get(f);
            double since = t - plan.at();
            boolean now = since >= 0 && (Double.isNaN(plan.every()) ? since : since % plan.every()) < plan.lasting();
            if (now != active[f]) {
                active[f] = now;
                change(plan, now);
            }
            if (now && plan.kind() == millwright.connectors.simulator.scenario.Scenario.FaultKind.LINK_FLAP) {
                flap(plan, t);
            }
        }
    }

    private void change(FaultPlan plan, boolean on) {
        for (String target : plan.on()) {
            switch (plan.kind()) {
                case STRAGGLER -> world.gpus.ceiling[gpu(target)] = on ? (float) (1 - plan.severity()) : 1;
                case ECC -> ecc(plan, target, on);
                case XID -> xid(plan, target, on);
                case LINK_FLAP -> mended(target, on);
                case PUMP_LOSS -> pump(plan, target, on);
                case PDU_LOSS -> breaker(target, on);
                case LEAK -> leak(plan, target, on);
                case SENSOR_FREEZE -> world.gpus.frozen[gpu(target)] = on;
                case DATA_STALL -> stall(target, on);
                case ZOMBIE -> world.racks.zombie[gpu(target)] = on;
                case CLOCK_SKEW -> skew(plan, target, on);
                case STALE_SOURCE -> world.gpus.silent[gpu(target)] = on;
                case NOT_SUPPORTED -> mark(plan, target, on ? DataState.NOT_SUPPORTED : DataState.OK);
                case BAD_VALUE -> mark(plan, target, on ? DataState.BAD : DataState.OK);
                case FORBIDDEN -> state(target, on ? DataState.FORBIDDEN : DataState.OK);
                case POWER_OFF -> off(target, on);
                case CAP -> cap(plan, target, on);
                case VOLTAGE_DIP -> dip(plan, target, on);
            }
        }
        places();
    }

    private int gpu(String address) {
        return world.addresses.index(address);
    }

    private void xid(FaultPlan plan, String target, boolean on) {
        int code = Double.isNaN(plan.number()) ? 31 : (int) plan.number();
        int gpu = gpu(target);
        boolean fallen = code == 79;
        if (on) {
            world.gpus.xid[gpu] = code;
            herald.happened(
                    Sources.DCGM,
                    Layer.GPU,
                    "xid",
                    ids.gpu(gpu),
                    fallen ? Priority.HIGH : Priority.MEDIUM,
                    "XID " + code,
                    1,
                    Map.of("code", Integer.toString(code)));
        }
        if (fallen) {
            state(target, on ? DataState.NO_DATA : DataState.OK);
        }
    }

    private void ecc(FaultPlan plan, String target, boolean on) {
        int gpu = gpu(target);
        if (!on) {
            return;
        }
        long count = Double.isNaN(plan.number()) ? 1 : (long) plan.number();
        if (plan.severity() > 0.5) {
            world.gpus.doubles[gpu] += count;
            world.gpus.xid[gpu] = 48;
            Map<String, String> details = Map.of("code", "48");
            herald.happened(
                    Sources.DCGM, Layer.GPU, "xid", ids.gpu(gpu), Priority.HIGH, "XID 48, double-bit ECC", 1, details);
            herald.happened(
                    Sources.DCGM,
                    Layer.GPU,
                    "ecc.double",
                    ids.gpu(gpu),
                    Priority.HIGH,
                    "double-bit ECC",
                    count,
                    Map.of());
        } else {
            world.gpus.singles[gpu] += count;
            herald.happened(
                    Sources.DCGM,
                    Layer.GPU,
                    "ecc.single",
                    ids.gpu(gpu),
                    Priority.LOW,
                    "single-bit ECC",
                    count,
                    Map.of());
        }
    }

    /** Down for 3 of every 11 seconds. */
    private void flap(FaultPlan plan, double t) {
        boolean down = Math.floorMod((long) Math.floor(t - plan.at()), 11L) < 3;
        for (String target : plan.on()) {
            link(target, down);
        }
    }

    private void mended(String target, boolean on) {
        if (!on) {
            link(target, false);
        }
    }

    private void link(String target, boolean down) {
        int nic = Integer.parseInt(target.substring(target.lastIndexOf('N') + 1));
        int node = world.addresses.index(target.substring(0, target.lastIndexOf('/')));
        int at = node * world.shape.nics() + nic;
        if (at < world.links.hosts && world.links.down[at] != down) {
            world.links.down[at] = down;
            world.links.flaps[at]++;
            world.links.errors[at] += down ? 40 : 0;
            herald.happened(
                    Sources.FABRIC,
                    Layer.NETWORK,
                    down ? "link.down" : "link.up",
                    ids.link(node, nic),
                    down ? Priority.MEDIUM : Priority.INFO,
                    down ? "carrier lost" : "carrier back");
        }
    }

    private void pump(FaultPlan plan, String target, boolean on) {
        int cdu = Integer.parseInt(target.substring(4, target.indexOf('/'))) - 1;
        int pump = Integer.parseInt(target.substring(target.indexOf('/') + 2)) - 1;
        world.racks.pumpLost[cdu * world.scenario.cooling().pumps() + pump] = on;
        int racks = world.shape.racks();
        for (int r = cdu * racks; r < (cdu + 1) * racks; r++) {
            boolean hit = plan.starves().contains(Addresses.rack(world.shape, r));
            world.racks.starved[r] = !on ? 1 : hit ? 1 - plan.severity() : 1 - OTHERS_LOSE;
        }
        herald.happened(
                Sources.BMS,
                Layer.COOLING,
                on ? "pump.trip" : "pump.start",
                EntityId.of(EntityKind.PUMP, target),
                on ? Priority.CRITICAL : Priority.INFO,
                on ? "pump tripped, drive fault" : "pump runs again");
    }

    private void breaker(String target, boolean on) {
        int device = world.tree.find(target);
        if (device < 0) {
            return;
        }
        world.tree.open[device] = on;
        EntityId id = world.tree.devices().get(device).id();
        herald.happened(
                Sources.METERS,
                Layer.FACILITY,
                on ? "breaker.open" : "breaker.close",
                id,
                on ? Priority.CRITICAL : Priority.INFO,
                on ? target + " lost, its partner carries the load" : target + " back in service");
    }

    private void leak(FaultPlan plan, String target, boolean on) {
        world.racks.leak[gpu(target)] = (byte) (!on ? 0 : plan.severity() > 0.5 ? 2 : 1);
        herald.happened(
                Sources.BMS,
                Layer.COOLING,
                on ? "leak" : "leak.clear",
                EntityId.of(EntityKind.LEAK_DETECTOR, target),
                on ? plan.severity() > 0.5 ? Priority.CRITICAL : Priority.HIGH : Priority.INFO,
                on ? "leak detected" : "leak detector dry again");
    }

    private void stall(String job, boolean on) {
        for (int j = 0; j < world.jobs.plans.size(); j++) {
            if (world.jobs.plans.get(j).name().equals(job)) {
                world.jobs.stalled[j] = on;
                EntityId id = EntityId.of(EntityKind.JOB, job.replace(' ', '-'));
                String text = on ? "new template: \"data loader: %s timed out\"" : "template rate back to 0 per s";
                herald.happened(
                        Sources.LOGS,
                        Layer.LOG,
                        "log.template",
                        id,
                        on ? Priority.LOW : Priority.INFO,
                        text,
                        on ? world.jobs.nodes[j].length : 1,
                        Map.of());
            }
        }
    }

    private void skew(FaultPlan plan, String target, boolean on) {
        for (Sources source : Sources.all()) {
            if (source.name().equalsIgnoreCase(target)) {
                herald.skew(source, on ? (long) (plan.number() * Times.MILLI) : 0);
            }
        }
    }

    private void mark(FaultPlan plan, String target, DataState state) {
        single.computeIfAbsent(plan.metric(), m -> new byte[world.gpus.count])[gpu(target)] = (byte) state.ordinal();
    }

    private void state(String target, DataState state) {
        world.gpus.state[gpu(target)] = (byte) state.ordinal();
    }

    private void off(String target, boolean on) {
        int rack = gpu(target) / world.shape.gpus() / world.shape.nodes();
        world.racks.off[rack] = on;
        state(target, on ? DataState.NO_DATA : DataState.OK);
    }

    private void cap(FaultPlan plan, String target, boolean on) {
        int node = gpu(target);
        for (int g = node * world.shape.gpus(); g < (node + 1) * world.shape.gpus(); g++) {
            world.gpus.cap[g] = on ? (float) plan.number() : Float.NaN;
            world.enforce(g);
        }
    }

    private void dip(FaultPlan plan, String target, boolean on) {
        int device = world.tree.find(target);
        if (on && device >= 0) {
            String text =
                    String.format(Locale.ROOT, "voltage dip %.1f s, -%.0f %%", plan.lasting(), 100 * plan.severity());
            EntityId id = world.tree.devices().get(device).id();
            herald.happened(Sources.METERS, Layer.FACILITY, "voltage.dip", id, Priority.MEDIUM, text);
        }
    }

    /** A node or rack is in the state of its GPUs when all of them share it. */
    private void places() {
        int gpus = world.shape.gpus();
        Racks racks = world.racks;
        for (int n = 0; n < racks.nodeData.length; n++) {
            racks.nodeData[n] = world.gpus.state[n * gpus];
            racks.nodeSilent[n] = world.gpus.silent[n * gpus];
            for (int g = n * gpus + 1; g < (n + 1) * gpus; g++) {
                racks.nodeData[n] = world.gpus.state[g] == racks.nodeData[n] ? racks.nodeData[n] : 0;
                racks.nodeSilent[n] &= world.gpus.silent[g];
            }
        }
        int nodes = world.shape.nodes();
        for (int r = 0; r < racks.data.length; r++) {
            boolean dark = racks.off[r];
            racks.silent[r] = true;
            for (int n = r * nodes; n < (r + 1) * nodes; n++) {
                racks.silent[r] &= racks.nodeSilent[n];
            }
            racks.data[r] = (byte) (dark ? DataState.NO_DATA.ordinal() : DataState.OK.ordinal());
        }
    }
}
