package millwright.analysis.physics;

/**
 * Power and throughput of one GPU type against its clock. Clocks and throughputs are fractions of the full ones, powers
 * W. Calibrated on one published point: the MAX-Q profile draws its power at 7 % less throughput of a mostly
 * compute-bound workload. Immutable, any thread.
 */
public final class PowerCurve {
    private static final double REFERENCE_LOSS = 0.07;
    /** Share of the reference workload's time that waits for memory. */
    public static final double REFERENCE_MEMORY_BOUND = 0.1;

    private final float idle;
    private final float dynamic;
    private final float clockQ;
    private final double exponent;

    /** @throws IllegalArgumentException unless 0 <= idle < maxQ <= maxP */
    public PowerCurve(double idle, double maxP, double maxQ) {
        if (!(idle >= 0 && idle < maxQ && maxQ <= maxP)) {
            throw new IllegalArgumentException(
                    "powers must rise from idle over MAX-Q to MAX-P, not " + idle + ", " + maxQ + ", " + maxP);
        }
        this.idle = (float) idle;
        this.dynamic = (float) (maxP - idle);
        clockQ = (float) ((1 - REFERENCE_MEMORY_BOUND) / (1 / (1 - REFERENCE_LOSS) - REFERENCE_MEMORY_BOUND));
        double share = Math.min(0.98, (maxQ - idle) / (maxP - idle));
        exponent = Math.log(share) / Math.log(clockQ);
    }

    public float idle() {
        return idle;
    }

    /** W above idle at full activity and full clock. */
    public float dynamic() {
        return dynamic;
    }

    /** The clock that the MAX-Q profile holds. */
    public float clockQ() {
        return clockQ;
    }

    /** W at {@code clock} when the workload would draw {@code demand} W above idle at the full clock. */
    public float power(float demand, float clock) {
        return clock >= 1 ? idle + demand : idle + demand * (float) Math.pow(clock, exponent);
    }

    /** The highest clock at which that demand stays within {@code limit} W; never below 0.15. */
    public float clockFor(float demand, float limit) {
        float room = Math.max(0.01f, limit - idle) / demand;
        return room >= 1 ? 1 : Math.max(0.15f, (float) Math.pow(room, 1 / exponent));
    }

    /** Throughput at {@code clock}: the memory-bound share of the time does not stretch when the clock falls. */
    public static float throughput(float clock, float memoryBound) {
        return 1 / (memoryBound + (1 - memoryBound) / clock);
    }
}
