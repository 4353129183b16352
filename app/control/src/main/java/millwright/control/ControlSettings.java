package millwright.control;

import millwright.plant.Times;

/**
 * How the control room works. All durations in ns.
 *
 * @param writable false in a replay or in plan mode: everything that changes the plant is refused
 * @param acceptWithin after that without an accepted receipt of the source, an action has failed
 * @param observeWithin after that, what telemetry does not show counts as not done
 * @param tolerance share of the desired value that observed may differ
 * @param racksWithoutSecond widest blast radius, in racks, that needs no typed confirmation
 */
public record ControlSettings(
        boolean writable, long acceptWithin, long observeWithin, double tolerance, int racksWithoutSecond) {
    public static ControlSettings live() {
        return new ControlSettings(true, 10 * Times.SECOND, 60 * Times.SECOND, 0.03, 1);
    }

    public static ControlSettings readOnly() {
        return new ControlSettings(false, 10 * Times.SECOND, 60 * Times.SECOND, 0.03, 1);
    }
}
