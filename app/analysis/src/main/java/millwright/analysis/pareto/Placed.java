package millwright.analysis.pareto;

/** A point with its two finite coordinates, in the units of the axes. */
public record Placed(double x, double y, ServingPoint point) {
    public Placed {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException(point.source() + " has no finite place: " + x + ", " + y);
        }
    }
}
