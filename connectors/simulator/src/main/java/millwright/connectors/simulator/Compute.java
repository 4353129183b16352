package millwright.connectors.simulator;

import millwright.analysis.physics.Coolant;
import millwright.analysis.physics.Lag;
import millwright.analysis.physics.PowerCurve;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.Hardware;
import millwright.connectors.simulator.scenario.Scenario.JobKind;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;
import millwright.connectors.simulator.scenario.Scenario.Pool;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One step of every GPU: demand, clock under profile, cap and heat, power, two-node temperature, counters. Simulation
 * thread only; the loop makes no objects.
 */
final class Compute {
    /** A board held at its cap is not still: the regulator steps its clock about the cap, just below it. */
    private static final float HUNTING = 0.012f;

    private static final float HEAT_RESISTANCE = 0.022f;
    private static final float DIE_SHARE = 0.3f;
    private static final float RESTING_SHARE = 0.22f;

    private final Shape shape;
    private final Hardware hardware;
    private final PowerCurve silicon;
    private final Gpus gpus;
    private final Racks racks;
    private final Jobs jobs;
    private final Service[] serviceOf;
    private final Dice dice;
    private final float sustain;
    private float plateGain;
    private float dieGain;
    private float sensorGain;
    private float boardGain;
    private double dt;
    private long tick;

    Compute(Scenario scenario, PowerCurve silicon, Gpus gpus, Racks racks, Jobs jobs, Service[] serviceOf, Dice dice) {
        this.shape = scenario.shape();
        this.hardware = scenario.hardware();
        this.silicon = silicon;
        this.gpus = gpus;
        this.racks = racks;
        this.jobs = jobs;
        this.serviceOf = serviceOf;
        this.dice = dice;
        this.sustain = (float) hardware.warm();
    }

    void step(double t, double seconds) {
        dt = seconds;
        tick = (long) Math.floor(t);
        plateGain = (float) Lag.gain(dt, 28);
        dieGain = (float) Lag.gain(dt, 3);
        sensorGain = (float) Lag.gain(dt, 1.5);
        boardGain = (float) Lag.gain(dt, 0.7);
        for (int rack = 0; rack < shape.rackCount(); rack++) {
            rack(rack);
        }
    }

    private void rack(int rack) {
        double watts = 0;
        double committed = 0;
        racks.tokens[rack] = 0;
        racks.hottest[rack] = Float.NEGATIVE_INFINITY;
        racks.clockSum[rack] = 0;
        racks.clockCount[rack] = 0;
        double share = racks.flow[rack] / racks.nominal[rack];
        float resistance = HEAT_RESISTANCE * (float) Coolant.starvation(share);
        float rise = (float) (racks.back[rack] - racks.supply[rack]);
        double switching = 0.82;
        for (int node = rack * shape.nodes(); node < (rack + 1) * shape.nodes(); node++) {
            if (racks.off[rack]) {
                dark(node);
                continue;
            }
            double active = node(node, rack, resistance, rise);
            watts += racks.nodePower[node];
            committed += racks.nodeCommitted[node];
            switching += 0.18 * active / shape.nodes();
        }
        double switches = racks.off[rack] ? 0 : shape.nvlinkSwitches() * hardware.switchWatts();
        racks.switches[rack] = switches * Math.min(1, switching);
        racks.power[rack] = watts + racks.switches[rack];
        racks.committed[rack] = committed + switches;
    }

    private void dark(int node) {
        racks.nodePower[node] = 0;
        racks.nodeCommitted[node] = 0;
        for (int i = node * shape.gpus(); i < (node + 1) * shape.gpus(); i++) {
            gpus.power[i] = 0;
            gpus.board[i] = 0;
            gpus.active[i] = 0;
            gpus.work[i] = 0;
        }
    }

    /** @return mean activity of the node's GPUs */
    private double node(int node, int rack, float resistance, float rise) {
        int j = jobs.ofNode[node];
        JobPlan plan = j < 0 ? null : jobs.plans.get(j);
        boolean idle = plan == null || plan.kind() == JobKind.IDLE;
        double active = 0;
        double watts = 0;
        double committed = 0;
        for (int i = node * shape.gpus(); i < (node + 1) * shape.gpus(); i++) {
            gpu(i, j, plan, idle);
            heat(i, rack, resistance, rise);
            count(i);
            if (j >= 0 && !gpus.resting[i]) {
                racks.tokens[rack] += jobs.tokenRate[j] * gpus.speed[i];
            }
            active += gpus.active[i];
            watts += gpus.power[i];
            committed += idle || plan == null ? silicon.idle() * 1.15 : gpus.limit[i] * plan.commit();
            if (gpus.active[i] > 0.05f) {
                racks.clockSum[rack] += gpus.clock[i];
                racks.clockCount[rack]++;
            }
            racks.hottest[rack] = Math.max(racks.hottest[rack], gpus.sensor[i]);
        }
        active /= shape.gpus();
        racks.nodePower[node] = watts + racks.nodeOwn[node] * (0.62 + 0.36 * Math.min(1, active));
        racks.nodeCommitted[node] = committed + racks.nodeOwn[node] * (idle ? 0.7 : 1);
        if (j >= 0) {
            jobs.power[j] += racks.nodePower[node];
        }
        return active;
    }

    private void gpu(int i, int j, @Nullable JobPlan plan, boolean idle) {
        float bound = j < 0 ? 0.3f : jobs.memoryBound[j];
        gpus.resting[i] = plan != null
                && (racks.zombie[i / shape.gpus()] || plan.idle() > 0 && dice.even(41 + tick / 180, i) < plan.idle());
        float active = idle || j < 0 ? 0 : gpus.resting[i] ? 0.01f : jobs.activity[j] * jobs.weight[i / shape.gpus()];
        if (active > 0.1f && jobs.synchronised(j)) {
            active *= 0.35f + 0.65f * Math.min(1, (float) jobs.pace[j] / gpus.speed[i]);
        }
        float jitter = active < 0.05f ? 0.2f : 1;
        float demand =
                silicon.dynamic() * active * gpus.powerSpread[i] * (1 + 0.014f * jitter * dice.swing(42 + tick, i));
        demand = gpus.resting[i] ? silicon.dynamic() * RESTING_SHARE : demand;
        demand = Math.max(demand, silicon.idle() * 0.02f);
        boolean saving = gpus.profile[i] == 1;
        float top = Math.min(gpus.thermal[i], gpus.ceiling[i]);
        int reasons = gpus.thermal[i] < 0.995f ? Gpus.SW_THERMAL : 0;
        reasons |= gpus.ceiling[i] < 0.995f ? Gpus.HW_SLOWDOWN : 0;
        if (saving && silicon.clockQ() < top) {
            top = silicon.clockQ();
            reasons |= Gpus.CLOCK_SETTING;
        }
        float power = silicon.power(demand, top);
        if (power > gpus.limit[i]) {
            top = Math.min(top, silicon.clockFor(demand, gpus.limit[i]));
            power = gpus.limit[i] * (1 - HUNTING * Math.abs(dice.swing(42 + tick, i)));
            reasons |= Gpus.POWER_CAP;
        }
        gpus.power[i] = power;
        gpus.clock[i] = idle ? 0.18f : top;
        gpus.active[i] = active;
        gpus.reasons[i] = active < 0.02f ? reasons | Gpus.IDLE : reasons;
        gpus.speed[i] = PowerCurve.throughput(top, bound);
        if (j >= 0) {
            settle(i, j, idle || gpus.resting[i] || active < 0.1f);
        }
        gpus.work[i] = work(plan);
    }

    private void settle(int i, int j, boolean useless) {
        if (useless) {
            return;
        }
        jobs.useful[j]++;
        jobs.slowest[j] = Math.min(jobs.slowest[j], gpus.speed[i]);
        jobs.speedSum[j] += gpus.speed[i];
        Service service = serviceOf[j];
        if (service != null && jobs.plans.get(j).pool() != Pool.PREFILL) {
            service.speeds[Math.min(Service.SPEED_BINS - 1, (int) (gpus.speed[i] * Service.SPEED_BINS))]++;
        }
    }

    private static byte work(@Nullable JobPlan plan) {
        if (plan == null) {
            return 0;
        }
        return switch (plan.kind()) {
            case IDLE -> 0;
            case INFERENCE, BATCH -> 1;
            case TRAINING -> 2;
            case OTHER -> 3;
        };
    }

    /** Cold plate follows the coolant slowly, the die follows the plate fast; the driver holds the die below its limit. */
    private void heat(int i, int rack, float resistance, float rise) {
        float coolant = (float) racks.supply[rack] + gpus.place[i] * rise;
        float through = resistance * gpus.heatSpread[i] * gpus.power[i];
        gpus.plate[i] += (coolant + (1 - DIE_SHARE) * through - gpus.plate[i]) * plateGain;
        gpus.die[i] += (gpus.plate[i] + DIE_SHARE * through - gpus.die[i]) * dieGain;
        if (!gpus.frozen[i]) {
            gpus.sensor[i] += (gpus.die[i] - gpus.sensor[i]) * sensorGain;
        }
        gpus.memory[i] += (gpus.die[i] + 4 + 6 * gpus.active[i] - gpus.memory[i]) * plateGain;
        gpus.board[i] += (gpus.power[i] - gpus.board[i]) * boardGain;
        float over = gpus.die[i] - sustain;
        float change = (float) Math.min(dt, 2) * (over > 0 ? -0.006f * over : Math.min(0.01f, -0.003f * over));
        gpus.thermal[i] = Math.clamp(gpus.thermal[i] + change, 0.3f, 1f);
        if (gpus.die[i] > hardware.slowdown()) {
            gpus.thermal[i] = Math.min(gpus.thermal[i], 0.5f);
            gpus.reasons[i] |= Gpus.HW_THERMAL | Gpus.HW_SLOWDOWN;
        }
    }

    private void count(int i) {
        gpus.energy[i] += gpus.power[i] * dt;
        int reasons = gpus.reasons[i];
        if ((reasons & (Gpus.POWER_CAP | Gpus.SW_THERMAL | Gpus.HW_THERMAL)) != 0) {
            long nanos = (long) (dt * 1e9);
            gpus.capTime[i] += (reasons & Gpus.POWER_CAP) != 0 ? nanos : 0;
            gpus.softHeatTime[i] += (reasons & Gpus.SW_THERMAL) != 0 ? nanos : 0;
            gpus.hardHeatTime[i] += (reasons & Gpus.HW_THERMAL) != 0 ? nanos : 0;
        }
    }
}
