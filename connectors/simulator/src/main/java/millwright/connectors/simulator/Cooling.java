package millwright.connectors.simulator;

import java.util.Arrays;
import millwright.analysis.physics.Coolant;
import millwright.analysis.physics.Lag;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.CoolingPlan;

/** Pumps, flows and coolant temperatures; heat in kW is 0.0698 x L/min x K. Simulation thread only. */
final class Cooling {
    private static final double FLOW_LAG = 7;
    private static final double SUPPLY_LAG = 35;
    private static final double PUMP_LAG = 5;

    private final CoolingPlan plan;
    private final int racksPerRow;
    private final Racks racks;

    Cooling(Scenario scenario, Racks racks) {
        this.plan = scenario.cooling();
        this.racksPerRow = scenario.shape().racks();
        this.racks = racks;
    }

    void step(double dt) {
        double hall = 0;
        for (int c = 0; c < racks.cduSupply.length; c++) {
            pumps(c, dt);
            flows(c, dt);
            heat(c, dt);
            hall += racks.cduHeat[c];
        }
        double chillers = Math.max(1, racks.chillerPower.length);
        Arrays.fill(racks.chillerPower, plan.baseShare() * hall / chillers);
    }

    /** The pumps that are left take over, up to full speed. */
    private void pumps(int c, double dt) {
        int lost = 0;
        for (int p = 0; p < plan.pumps(); p++) {
            lost += racks.pumpLost[c * plan.pumps() + p] ? 1 : 0;
        }
        double wanted = lost == 0 ? 72 : lost < plan.pumps() ? 100 : 0;
        for (int p = 0; p < plan.pumps(); p++) {
            int at = c * plan.pumps() + p;
            double target = racks.pumpLost[at] ? 0 : wanted;
            racks.pumpSpeed[at] += (target - racks.pumpSpeed[at]) * Lag.gain(dt, PUMP_LAG);
        }
    }

    private void flows(int c, double dt) {
        double sum = 0;
        for (int r = c * racksPerRow; r < (c + 1) * racksPerRow; r++) {
            double target = plan.rackFlow() * racks.flowShare[r] * racks.starved[r];
            racks.flow[r] += (target - racks.flow[r]) * Lag.gain(dt, FLOW_LAG);
            sum += racks.flow[r];
        }
        racks.cduFlow[c] = sum;
        double power = 0;
        for (int p = 0; p < plan.pumps(); p++) {
            double speed = racks.pumpSpeed[c * plan.pumps() + p] / 100;
            power += pumpFull() * speed * speed * speed;
        }
        racks.cduPower[c] = power + pumpFull() * 0.1;
    }

    /** W of one pump at full speed. */
    double pumpFull() {
        return 22 * plan.rackFlow() * racksPerRow / plan.pumps() / 0.72 / 0.72 * 0.25;
    }

    private void heat(int c, double dt) {
        double heat = 0;
        double weighted = 0;
        for (int r = c * racksPerRow; r < (c + 1) * racksPerRow; r++) {
            double target = racks.cduSupply[c];
            racks.supply[r] += (target - racks.supply[r]) * Lag.gain(dt, 4);
            double rise = Coolant.rise(racks.power[r], Math.max(1, racks.flow[r]));
            racks.back[r] += (racks.supply[r] + rise - racks.back[r]) * Lag.gain(dt, 12);
            heat += racks.power[r];
            weighted += racks.back[r] * racks.flow[r];
        }
        racks.cduHeat[c] += (heat - racks.cduHeat[c]) * (racks.cduHeat[c] == 0 ? 1 : Lag.gain(dt, 15));
        racks.cduReturn[c] = weighted / Math.max(1, racks.cduFlow[c]);
        double nominal = plan.rackFlow() * racksPerRow;
        double weak = Math.max(0, 1 - racks.cduFlow[c] / nominal - 0.02);
        racks.cduSupply[c] += (plan.supply() + 14 * weak - racks.cduSupply[c]) * Lag.gain(dt, SUPPLY_LAG);
    }
}
