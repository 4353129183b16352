package millwright.connectors.modbus;

import java.util.Locale;

/**
 * What may be written to a register, in the metric's unit.
 *
 * @param step distance of allowed values from {@code lowest}; 0 for any
 * @param single whether one register is written by the function for one, which some devices want and others lack
 */
record Bounds(double lowest, double highest, double step, boolean single) {
    private static final double NEAR = 1e-6;

    /** Empty when the value may be written, else why not. */
    String fault(double value, String unit) {
        if (!(value >= lowest && value <= highest)) {
            return String.format(
                    Locale.ROOT, "%s %s is outside of %s to %s", plain(value), unit, plain(lowest), plain(highest));
        }
        double steps = step == 0 ? 0 : (value - lowest) / step;
        return Math.abs(steps - Math.rint(steps)) <= NEAR
                ? ""
                : plain(value) + " " + unit + " is between two steps of " + plain(step) + ", counted from "
                        + plain(lowest);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
