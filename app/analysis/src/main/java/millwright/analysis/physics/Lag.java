package millwright.analysis.physics;

/** First-order lag, the step of every node of a thermal or hydraulic RC model; stable for steps of any length. */
public final class Lag {
    private Lag() {}

    /** Share of the way to its target that a quantity goes in {@code seconds} with time constant {@code tau} s. */
    public static double gain(double seconds, double tau) {
        return 1 - Math.exp(-seconds / tau);
    }

    public static double step(double now, double target, double seconds, double tau) {
        return now + (target - now) * gain(seconds, tau);
    }
}
