package millwright.analysis.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The points that no other point beats: a dominates b when it is no worse on either axis and better on one. Equal points
 * are all kept. Immutable.
 *
 * @param points best x first, so y gets better along the list
 */
public record Frontier(Axis x, Axis y, List<Placed> points) {
    public Frontier {
        points = List.copyOf(points);
    }

    /** O(n log n): sorted by x, then one sweep over y. Equal points keep the order of their sources. */
    public static Frontier of(Axis x, Axis y, List<Placed> points) {
        List<Placed> sorted = new ArrayList<>(points);
        sorted.sort(bestFirst(x, y));
        List<Placed> kept = new ArrayList<>();
        for (Placed p : sorted) {
            Placed best = kept.isEmpty() ? null : kept.getLast();
            boolean tie = best != null && best.x() == p.x() && best.y() == p.y();
            if (best == null || tie || goodness(y, p.y()) > goodness(y, best.y())) {
                kept.add(p);
            }
        }
        return new Frontier(x, y, kept);
    }

    private static Comparator<Placed> bestFirst(Axis x, Axis y) {
        // Adding 0.0 makes -0.0 and 0.0 the same place, as the comparisons of the sweep hold them to be.
        return Comparator.<Placed>comparingDouble(p -> 0.0 - goodness(x, p.x()))
                .thenComparingDouble(p -> 0.0 - goodness(y, p.y()))
                .thenComparing(p -> p.point().source());
    }

    private static double goodness(Axis axis, double value) {
        return axis.higherIsBetter() ? value : -value;
    }

    /** True when {@code a} beats {@code b}. */
    public static boolean dominates(Axis x, Axis y, Placed a, Placed b) {
        double ax = goodness(x, a.x());
        double ay = goodness(y, a.y());
        double bx = goodness(x, b.x());
        double by = goodness(y, b.y());
        return ax >= bx && ay >= by && (ax > bx || ay > by);
    }

    /** Those of {@code all} that are not on the frontier, in their order. */
    public List<Placed> dominated(List<Placed> all) {
        Set<Placed> best = new HashSet<>(points);
        return all.stream().filter(p -> !best.contains(p)).toList();
    }

    /** What the frontier gives on y at this x, see {@link ReadOff}. */
    public ReadOff at(double wantedX) {
        return ReadOff.along(points, wantedX, Placed::x, Placed::y, x);
    }

    /** What the frontier gives on x at this y. */
    public ReadOff where(double wantedY) {
        return ReadOff.along(points, wantedY, Placed::y, Placed::x, y);
    }
}
