package millwright.reference;

import java.util.Random;

/**
 * The reference data of the benchmarks, published so that its entropy is fixed: seed 11; power 640 W (75 W while its
 * job of 8 GPUs is idle, 310 W in 4 of every 97 ticks) plus AR(1) noise of 0.9 with innovations of 6 W; temperature
 * from power with a lag of 20 ticks; utilisation 97 to 100 %; clock 1980 MHz less 0 to 5 steps of 15 MHz. One thread;
 * bounded by the number of GPUs.
 */
public final class ReferenceFleet {
    private static final int JOB = 8;
    private final Random random = new Random(11);
    private final boolean rounded;
    private final double[] noise;
    private final double[] heat;
    private int tick;

    /** @param rounded power in 1 mW and temperature in 1 degree steps; otherwise raw f32 noise */
    public ReferenceFleet(int gpus, boolean rounded) {
        this.rounded = rounded;
        noise = new double[gpus];
        heat = new double[gpus];
        java.util.Arrays.fill(heat, 640);
    }

    /** Writes the next tick, one value per GPU from {@code offset} on: W, degrees Celsius, per cent, MHz. */
    public void next(float[] power, float[] temperature, float[] utilisation, float[] clock, int offset) {
        for (int g = 0; g < noise.length; g++) {
            noise[g] = 0.9 * noise[g] + 6 * random.nextGaussian();
            double watts = Math.max(0, level(g / JOB) + noise[g]);
            heat[g] += (watts - heat[g]) / 20;
            double degrees = 30 + heat[g] * 0.055;
            power[offset + g] = (float) (rounded ? Math.rint(watts * 1000) / 1000 : watts);
            temperature[offset + g] = (float) (rounded ? Math.rint(degrees) : degrees);
            utilisation[offset + g] = 97 + random.nextInt(4);
            clock[offset + g] = 1980 - 15 * random.nextInt(6);
        }
        tick++;
    }

    private double level(int job) {
        if ((tick / 720 + job) % 10 == 0) {
            return 75;
        }
        return (tick + 13 * job) % 97 < 4 ? 310 : 640;
    }
}
