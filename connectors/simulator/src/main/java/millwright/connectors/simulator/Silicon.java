package millwright.connectors.simulator;

import millwright.connectors.simulator.scenario.Scenario.Hardware;

/**
 * Power and speed of one GPU type against its clock, as fractions of the full clock. Calibrated on one published point:
 * the MAX-Q profile draws its power at 7 % less throughput of a mostly compute-bound workload.
 */
final class Silicon {
    private static final double REFERENCE_LOSS = 0.07;
    private static final double REFERENCE_MEMORY_BOUND = 0.1;

    final float idle;
    final float dynamic;
    final float clockQ;
    final double exponent;

    Silicon(Hardware hardware) {
        idle = (float) hardware.idle();
        dynamic = (float) (hardware.maxP() - hardware.idle());
        clockQ = (float) ((1 - REFERENCE_MEMORY_BOUND) / (1 / (1 - REFERENCE_LOSS) - REFERENCE_MEMORY_BOUND));
        double share = Math.min(0.98, (hardware.maxQ() - hardware.idle()) / (hardware.maxP() - hardware.idle()));
        exponent = Math.log(share) / Math.log(clockQ);
    }

    /** W at a clock fraction for a dynamic demand at the full clock. */
    float power(float demand, float clock) {
        return clock >= 1 ? idle + demand : idle + demand * (float) Math.pow(clock, exponent);
    }

    /** The clock fraction at which the demand meets the limit. */
    float clockFor(float demand, float limit) {
        float room = Math.max(0.01f, limit - idle) / demand;
        return room >= 1 ? 1 : Math.max(0.15f, (float) Math.pow(room, 1 / exponent));
    }

    /** Throughput fraction: memory-bound time does not stretch when the clock falls. */
    static float speed(float clock, float memoryBound) {
        return 1 / (memoryBound + (1 - memoryBound) / clock);
    }
}
