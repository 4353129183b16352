package millwright.connectors.simulator;

import millwright.connectors.simulator.scenario.Scenario.Shape;

/** NIC links by node and port, then the leaf uplinks. Simulation thread only. */
final class Links {
    private final Dice dice;
    private final int nics;
    private final double capacity;
    final int hosts;
    final int count;
    final float[] sent;
    final float[] load;
    final long[] errors;
    final long[] flaps;
    final boolean[] down;

    Links(Shape shape, Dice dice) {
        this.dice = dice;
        nics = shape.nics();
        hosts = shape.leavesPerRow() == 0 ? 0 : shape.nodeCount() * nics;
        count = hosts + (shape.leavesPerRow() == 0 ? 0 : shape.rows() * shape.leavesPerRow() * shape.spines());
        capacity = shape.nicGigabits() * 1e9 / 8;
        sent = new float[count];
        load = new float[count];
        errors = new long[count];
        flaps = new long[count];
        down = new boolean[count];
    }

    void step(double t, double dt, Jobs jobs, Shape shape) {
        long tick = (long) Math.floor(t);
        double all = 0;
        for (int l = 0; l < hosts; l++) {
            int job = jobs.ofNode[l / nics];
            double busy = job < 0 ? 0.0005 : jobs.synchronised(job) ? 0.85 - 0.5 * jobs.activity[job] : 0.12;
            double at = down[l] ? 0 : Math.clamp(busy * (1 + 0.06 * dice.swing(61 + tick, l)), 0, 1);
            load[l] = (float) at;
            sent[l] = (float) (at * capacity);
            errors[l] += dice.even(62 + tick, l) < 2e-6 * dt ? 1 : 0;
            all += at;
        }
        float mean = hosts == 0 ? 0 : (float) (all / hosts);
        for (int l = hosts; l < count; l++) {
            load[l] = down[l] ? 0 : Math.min(1, mean * (1 + 0.1f * dice.swing(63 + tick, l)));
            sent[l] = load[l] * 100e9f;
        }
    }
}
