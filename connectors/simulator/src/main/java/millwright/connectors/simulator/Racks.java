package millwright.connectors.simulator;

import java.util.Arrays;
import millwright.connectors.simulator.scenario.Scenario;

/**
 * State of nodes, racks, CDUs and pumps, one array per quantity. Simulation thread only. Powers W, temperatures Cel,
 * flows L/min.
 */
final class Racks {
    final double[] nodePower;
    final double[] nodeCommitted;
    final double[] nodeOwn;
    final byte[] nodeState;
    final boolean[] nodeSilent;
    final byte[] nodeData;
    final boolean[] off;
    /** Allocated, memory held, nothing running. */
    final boolean[] zombie;

    final double[] power;
    final double[] committed;
    /** W of all NVLink switches of a rack. */
    final double[] switches;

    final double[] tokens;
    final double[] flowShare;
    final double[] flow;
    final double[] nominal;
    final double[] supply;
    final double[] back;
    final float[] hottest;
    final double[] clockSum;
    final int[] clockCount;
    final byte[] leak;
    final boolean[] silent;
    final byte[] data;
    /** What a pump loss leaves of each rack's flow, 1 when all run. */
    final double[] starved;

    final double[] pumpSpeed;
    final boolean[] pumpLost;
    final double[] cduSupply;
    final double[] cduPower;
    final double[] cduHeat;
    final double[] cduReturn;
    final double[] cduFlow;
    final double[] chillerPower;
    /** Node state: 0 ready, 1 draining, 2 drained, 3 down. */
    static final byte READY = 0;

    static final byte DRAINING = 1;
    static final byte DRAINED = 2;
    static final byte DOWN = 3;

    Racks(Scenario scenario, Dice dice) {
        int nodes = scenario.shape().nodeCount();
        int racks = scenario.shape().rackCount();
        int rows = scenario.shape().rows();
        nodePower = new double[nodes];
        nodeCommitted = new double[nodes];
        nodeOwn = new double[nodes];
        nodeState = new byte[nodes];
        nodeSilent = new boolean[nodes];
        nodeData = new byte[nodes];
        off = new boolean[racks];
        zombie = new boolean[nodes];
        power = new double[racks];
        committed = new double[racks];
        switches = new double[racks];
        tokens = new double[racks];
        flowShare = new double[racks];
        flow = new double[racks];
        nominal = new double[racks];
        supply = new double[racks];
        back = new double[racks];
        hottest = new float[racks];
        clockSum = new double[racks];
        clockCount = new int[racks];
        leak = new byte[racks];
        silent = new boolean[racks];
        data = new byte[racks];
        starved = new double[racks];
        pumpSpeed = new double[rows * scenario.cooling().pumps()];
        pumpLost = new boolean[pumpSpeed.length];
        cduSupply = new double[rows];
        cduPower = new double[rows];
        cduHeat = new double[rows];
        cduReturn = new double[rows];
        cduFlow = new double[rows];
        chillerPower = new double[scenario.cooling().chillers()];
        Arrays.fill(starved, 1);
        Arrays.fill(supply, scenario.cooling().supply());
        Arrays.fill(cduSupply, scenario.cooling().supply());
        Arrays.fill(pumpSpeed, 72);
        for (int r = 0; r < racks; r++) {
            flowShare[r] = 1 + 0.04 * dice.swing(31, r);
            flow[r] = scenario.cooling().rackFlow() * flowShare[r];
            nominal[r] = flow[r];
        }
        for (int n = 0; n < nodes; n++) {
            nodeOwn[n] = scenario.hardware().nodeOwn();
        }
    }
}
