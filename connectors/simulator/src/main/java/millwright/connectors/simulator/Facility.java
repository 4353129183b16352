package millwright.connectors.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import millwright.connectors.simulator.PowerTree.Device;
import millwright.connectors.simulator.scenario.Scenario.CoolingPlan;
import millwright.plant.DataState;
import millwright.plant.EntityKind;

/** The streams of power devices, cooling and fabric. Used once, on the simulation thread. */
final class Facility {
    private final World world;
    private final Predicate<String> wanted;
    private final List<Stream> made = new ArrayList<>();

    Facility(World world, Predicate<String> wanted) {
        this.world = world;
        this.wanted = wanted;
    }

    List<Stream> streams() {
        Map<EntityKind, List<Integer>> byKind = new EnumMap<>(EntityKind.class);
        for (int d = 0; d < world.tree.devices().size(); d++) {
            Device device = world.tree.devices().get(d);
            byKind.computeIfAbsent(device.kind(), k -> new ArrayList<>()).add(d);
        }
        byKind.forEach((kind, devices) ->
                power(kind, devices.stream().mapToInt(Integer::intValue).toArray()));
        cooling();
        fabric();
        return made;
    }

    private Streams on(EntityKind kind, Sources source, int size) {
        return new Streams(kind, source, size, null, null, Map.of());
    }

    private void keep(Streams streams) {
        streams.list().stream().filter(s -> wanted.test(s.metric().name())).forEach(made::add);
    }

    private void power(EntityKind kind, int[] device) {
        PowerTree tree = world.tree;
        boolean shelf = kind == EntityKind.POWER_SHELF;
        int past = shelf ? 60 : 10;
        Streams s = on(kind, shelf ? Sources.REDFISH : Sources.METERS, device.length);
        s.gauge("power.observed", 1, past, 1, i -> tree.observed[device[i]]);
        s.gauge("power.committed", 5, past, 1, i -> tree.committed[device[i]]);
        s.gauge("power.provisioned", 10, 60, 1, i -> tree.provisioned[device[i]]);
        s.gauge("power.loss", 1, past, 1, i -> tree.losses[device[i]]);
        if (kind != EntityKind.MECHANICAL) {
            s.count("power.breaker", 2, 60, i -> tree.open[device[i]] ? 0 : 1);
        }
        if (!shelf && kind != EntityKind.MECHANICAL) {
            double factor = world.scenario.power().powerFactor();
            for (int phase = 0; phase < 3; phase++) {
                int p = phase;
                s.gauge("power.current.l" + (p + 1), 1, 60, 0.1, i -> tree.current(device[i], p, factor));
            }
        }
        keep(s);
    }

    private void cooling() {
        Racks r = world.racks;
        CoolingPlan plan = world.scenario.cooling();
        for (EntityKind kind : List.of(EntityKind.CDU, EntityKind.LOOP)) {
            Streams s = on(kind, Sources.BMS, r.cduFlow.length);
            s.gauge("cooling.flow", 1, 10, 1, i -> r.cduFlow[i]);
            s.gauge("cooling.supply", 1, 10, 0.1, i -> r.cduSupply[i]);
            s.gauge("cooling.return", 1, 10, 0.1, i -> r.cduReturn[i]);
            s.gauge("cooling.heat", 1, 10, 1, i -> r.cduHeat[i]);
            s.gauge("cooling.pressure", 1, 10, 0.1, this::pressure);
            if (kind == EntityKind.CDU) {
                s.gauge("cooling.power", 1, 10, 1, i -> r.cduPower[i]);
            }
            keep(s);
        }
        Streams pumps = on(EntityKind.PUMP, Sources.BMS, r.pumpSpeed.length);
        pumps.gauge("pump.speed", 1, 10, 0.1, i -> r.pumpSpeed[i]);
        pumps.gauge("cooling.power", 2, 60, 1, i -> world.pumpPower(i));
        keep(pumps);
        if (plan.chillers() > 0) {
            keep(on(EntityKind.CHILLER, Sources.BMS, plan.chillers())
                    .gauge("cooling.power", 1, 10, 1, i -> r.chillerPower[i]));
        }
        keep(on(EntityKind.LEAK_DETECTOR, Sources.BMS, r.leak.length).count("leak.state", 2, 60, i -> r.leak[i]));
    }

    private double pressure(int cdu) {
        Racks r = world.racks;
        double nominal = world.scenario.cooling().rackFlow() * world.shape.racks();
        double share = r.cduFlow[cdu] / nominal;
        return 160 * share * share;
    }

    private void fabric() {
        Links l = world.links;
        if (l.count > 0) {
            Streams s = on(EntityKind.LINK, Sources.FABRIC, l.count);
            s.gauge("link.tx", 2, 0, 1e6, i -> l.sent[order(i)]);
            s.gauge("link.rx", 2, 0, 1e6, i -> l.sent[order(i)] * 0.98);
            s.gauge("link.utilization", 2, 60, 0.001, i -> l.load[order(i)]);
            s.count("link.errors", 5, 60, i -> l.errors[order(i)]);
            s.count("link.flaps", 5, 60, i -> l.flaps[order(i)]);
            s.count("link.state", 1, 60, i -> l.down[order(i)] ? 0 : 1);
            keep(s);
        }
        int local = world.shape.rackCount() * world.shape.nvlinkSwitches();
        int all = local + (world.shape.spines() + world.shape.rows() * world.shape.leavesPerRow());
        byte[] states = new byte[all];
        Arrays.fill(states, local, all, (byte) DataState.NOT_SUPPORTED.ordinal());
        Streams s = new Streams(EntityKind.SWITCH, Sources.REDFISH, all, states, null, Map.of());
        s.gauge("switch.power", 2, 60, 1, this::switchPower);
        keep(s);
    }

    private double switchPower(int slot) {
        int rack = slot / Math.max(1, world.shape.nvlinkSwitches());
        return world.racks.switches[rack] / world.shape.nvlinkSwitches();
    }

    /** Uplinks stand first among the links of the plant, while {@link Links} keeps hosts first. */
    private int order(int slot) {
        int uplinks = world.links.count - world.links.hosts;
        return slot < uplinks ? world.links.hosts + slot : slot - uplinks;
    }
}
