package millwright.analysis.pareto;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The answer to "what does this frontier give at …": a value between two measured points, or that nobody measured there. */
public sealed interface ReadOff {
    /**
     * @param value on the other axis, linear between the two neighbours
     * @param before measured neighbour @param after the other one; the same when a measured point lies exactly here
     */
    record Reached(double value, Placed before, Placed after) implements ReadOff {
        public boolean measured() {
            return before == after;
        }
    }

    /** @param reason one line with the measured range @param low where measuring began, NaN when nothing was @param high */
    record NotReached(String reason, double low, double high) implements ReadOff {}

    static ReadOff along(
            List<Placed> points, double wanted, ToDoubleFunction<Placed> in, ToDoubleFunction<Placed> out, Axis axis) {
        for (Placed p : points) {
            if (in.applyAsDouble(p) == wanted) {
                return new Reached(out.applyAsDouble(p), p, p);
            }
        }
        for (int i = 1; i < points.size(); i++) {
            Placed a = points.get(i - 1);
            Placed b = points.get(i);
            double from = in.applyAsDouble(a);
            double to = in.applyAsDouble(b);
            if (wanted > Math.min(from, to) && wanted < Math.max(from, to)) {
                double share = (wanted - from) / (to - from);
                double start = out.applyAsDouble(a);
                return new Reached(start + share * (out.applyAsDouble(b) - start), a, b);
            }
        }
        return outside(points, wanted, in, axis);
    }

    private static NotReached outside(List<Placed> points, double wanted, ToDoubleFunction<Placed> in, Axis axis) {
        if (points.isEmpty()) {
            return new NotReached("not reached: nothing was measured", Double.NaN, Double.NaN);
        }
        double low = points.stream().mapToDouble(in).min().getAsDouble();
        double high = points.stream().mapToDouble(in).max().getAsDouble();
        String reason = String.format(
                Locale.ROOT,
                "not reached: %s %.1f %s is outside what was measured, %.1f to %.1f",
                axis.key(),
                wanted,
                axis.unit(),
                low,
                high);
        return new NotReached(reason, low, high);
    }
}
