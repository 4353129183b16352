package millwright.connectors.simulator;

import java.util.Arrays;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.Hardware;

/**
 * State of all GPUs, one array per quantity, indexed by slot. Simulation thread only; about 180 bytes a GPU.
 * Clocks and speeds are fractions of the full clock, powers W, temperatures Cel.
 */
final class Gpus {
    static final int IDLE = 0x1;
    static final int CLOCK_SETTING = 0x2;
    static final int POWER_CAP = 0x4;
    static final int HW_SLOWDOWN = 0x8;
    static final int SW_THERMAL = 0x20;
    static final int HW_THERMAL = 0x40;

    final int count;
    final float[] powerSpread;
    final float[] heatSpread;
    final float[] place;
    final float[] power;
    final float[] board;
    final float[] limit;
    final float[] clock;
    final float[] speed;
    final float[] ceiling;
    final float[] thermal;
    final float[] plate;
    final float[] die;
    final float[] sensor;
    final float[] memory;
    final float[] active;
    final int[] reasons;
    final byte[] profileAsked;
    final byte[] profile;
    final double[] energy;
    final long[] capTime;
    final long[] softHeatTime;
    final long[] hardHeatTime;
    final long[] singles;
    final long[] doubles;
    final long[] replays;
    final int[] xid;
    final byte[] work;
    final boolean[] resting;
    /** True while the temperature sensor repeats itself. */
    final boolean[] frozen;
    /** W that someone set; NaN for none. */
    final float[] cap;
    /** Ordinal of the {@link millwright.plant.DataState} that all metrics of the GPU are in. */
    final byte[] state;
    /** True while nothing of the GPU is told at all. */
    final boolean[] silent;

    Gpus(Scenario scenario, Dice dice) {
        Hardware hardware = scenario.hardware();
        count = scenario.shape().gpuCount();
        powerSpread = floats(1);
        heatSpread = floats(1);
        place = floats(0);
        power = floats(hardware.idle());
        board = floats(hardware.idle());
        limit = floats(hardware.maxP());
        clock = floats(1);
        speed = floats(1);
        ceiling = floats(1);
        thermal = floats(1);
        plate = floats(scenario.cooling().supply() + 5);
        die = plate.clone();
        sensor = plate.clone();
        memory = plate.clone();
        active = floats(0);
        reasons = new int[count];
        profileAsked = new byte[count];
        profile = new byte[count];
        energy = new double[count];
        capTime = new long[count];
        softHeatTime = new long[count];
        hardHeatTime = new long[count];
        singles = new long[count];
        doubles = new long[count];
        replays = new long[count];
        xid = new int[count];
        work = new byte[count];
        resting = new boolean[count];
        frozen = new boolean[count];
        cap = floats(Double.NaN);
        state = new byte[count];
        silent = new boolean[count];
        scatter(hardware.spread(), dice);
    }

    /** Every chip leaks and every cold plate sits a little differently; 2 in 100 sit on a hot spot. */
    private void scatter(double spread, Dice dice) {
        for (int i = 0; i < count; i++) {
            powerSpread[i] = (float) (1 + spread * Math.clamp(dice.bell(11, i) / 2.2, -1, 1));
            heatSpread[i] = (float) (1 + spread * dice.swing(12, i) + (dice.even(13, i) < 0.02 ? 0.12 : 0));
            place[i] = (float) (0.45 + 0.25 * dice.swing(14, i));
            singles[i] = dice.even(15, i) < 0.03 ? (long) (dice.even(16, i) * 12) : 0;
            energy[i] = (float) (3e9 + 4e9 * dice.even(17, i));
        }
    }

    private float[] floats(double value) {
        float[] array = new float[count];
        Arrays.fill(array, (float) value);
        return array;
    }
}
