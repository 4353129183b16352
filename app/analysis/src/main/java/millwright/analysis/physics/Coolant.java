package millwright.analysis.physics;

/** Heat carried by water: Q in kW is 0.0698 x L/min x K. Mixtures with glycol carry a few per cent less. */
public final class Coolant {
    private static final double WATTS_PER_FLOW_KELVIN = 69.8;
    private static final double STARVATION = 2.2;

    private Coolant() {}

    /** W removed by {@code flow} L/min that warms by {@code rise} K. */
    public static double heat(double flow, double rise) {
        return WATTS_PER_FLOW_KELVIN * flow * rise;
    }

    /** K by which {@code flow} L/min warms when it takes {@code watts}. */
    public static double rise(double watts, double flow) {
        return watts / (WATTS_PER_FLOW_KELVIN * flow);
    }

    /**
     * How many times a cold plate's resistance grows when only {@code share} of its design flow passes: steeply, as the
     * flow turns laminar and spreads unevenly. 1 at or above the design flow.
     */
    public static double starvation(double share) {
        return Math.pow(Math.clamp(share, 0.08, 1), -STARVATION);
    }
}
