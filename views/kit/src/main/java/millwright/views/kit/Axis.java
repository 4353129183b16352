package millwright.views.kit;

import millwright.desk.draw.Figures;
import millwright.desk.draw.Ticks;

/** Maps values to pixels and back; {@code at} may lie outside. Immutable. @param first px of {@code low} @param last px of {@code high} */
public record Axis(double low, double high, double first, double last) {
    public double at(double value) {
        return first + (value - low) / (high - low) * (last - first);
    }

    public double value(double px) {
        return low + (px - first) / (last - first) * (high - low);
    }

    /** Values to label, at most one every {@code pitch} px. */
    public double[] ticks(double pitch) {
        return Ticks.values(low, high, most(pitch));
    }

    /** The label of a tick divided by {@code scale}, with just enough decimals. */
    public String label(double tick, double scale, double pitch) {
        return Figures.fixed(tick / scale, Ticks.decimals(Ticks.step(low, high, most(pitch)) / scale));
    }

    private int most(double pitch) {
        return Math.max(1, (int) (Math.abs(last - first) / pitch));
    }

    /** Widened to whole ticks, so that the topmost label stands at the top. */
    public static Axis nice(double low, double high, double first, double last, double pitch) {
        double to = high > low ? high : low + Math.max(1, Math.abs(low) * 0.1);
        double step = Ticks.step(low, to, Math.max(1, (int) (Math.abs(last - first) / pitch)));
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(to / step - 1e-9) * step, first, last);
    }
}
