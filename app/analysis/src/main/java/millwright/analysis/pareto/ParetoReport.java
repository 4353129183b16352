package millwright.analysis.pareto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One frontier per group, with every reason for caution. Immutable; computed on the caller's thread in O(n log n).
 *
 * @param refused groups that cannot be placed on the axes, each with what it lacks
 */
public record ParetoReport(Axis x, Axis y, Terms terms, List<ParetoGroup> groups, List<String> refused) {
    public ParetoReport {
        groups = List.copyOf(groups);
        refused = List.copyOf(refused);
    }

    /** @throws IllegalArgumentException naming axis and remedy when no point at all has what the axes need */
    public static ParetoReport of(ParetoRequest request) {
        Map<Map<String, String>, List<ServingPoint>> byKey = new LinkedHashMap<>();
        for (ServingPoint point : request.points()) {
            byKey.computeIfAbsent(keyOf(point, request.groupBy()), k -> new ArrayList<>())
                    .add(point);
        }
        Map<String, ParetoGroup> groups = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        byKey.forEach((key, points) -> {
            ParetoGroup group = group(request, key, points);
            if (group.points().isEmpty()) {
                refused.add(ParetoGroup.title(key) + ": " + lacking(request, points));
            } else {
                groups.put(key.toString(), group);
            }
        });
        if (groups.isEmpty() && !request.points().isEmpty()) {
            throw new IllegalArgumentException(lacking(request, request.points()));
        }
        return new ParetoReport(request.x(), request.y(), request.terms(), List.copyOf(groups.values()), refused);
    }

    public String percentile() {
        return terms.percentile();
    }

    /** With the currency, where it is a cost. */
    public String unit(Axis axis) {
        return axis.unit(terms);
    }

    /** With whose power is meant, where it rests on power. */
    public String title(Axis axis) {
        return axis.title(terms);
    }

    /** All warnings of all groups and the refused groups, one line each. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>();
        groups.forEach(g -> g.warnings().forEach(w -> all.add(g.title() + ": " + w)));
        refused.forEach(r -> all.add("left out: " + r));
        return all;
    }

    private static Map<String, String> keyOf(ServingPoint point, List<String> fields) {
        Map<String, String> key = new LinkedHashMap<>();
        fields.forEach(f -> key.put(f, point.field(f)));
        return key;
    }

    private static ParetoGroup group(ParetoRequest request, Map<String, String> key, List<ServingPoint> points) {
        List<Placed> placed = new ArrayList<>();
        List<ServingPoint> without = new ArrayList<>();
        for (ServingPoint point : points) {
            double x = request.x().value(point, request.terms());
            double y = request.y().value(point, request.terms());
            if (Double.isNaN(x) || Double.isNaN(y)) {
                without.add(point);
            } else {
                placed.add(new Placed(x, y, point));
            }
        }
        List<String> warnings = new ArrayList<>(GroupWarnings.of(request, placed));
        if (!without.isEmpty()) {
            warnings.add(without.size() + " of " + points.size() + " points left out, the first is "
                    + without.getFirst().source() + ": " + lacking(request, without));
        }
        return new ParetoGroup(key, placed, Frontier.of(request.x(), request.y(), placed), warnings);
    }

    /** Which axis refuses these points, and why. */
    private static String lacking(ParetoRequest request, List<ServingPoint> points) {
        String reasons = List.of(request.x(), request.y()).stream()
                .filter(a -> points.stream().anyMatch(p -> Double.isNaN(a.value(p, request.terms()))))
                .map(a -> a.refusal(request.terms()) + otherwise(a, request, points))
                .collect(Collectors.joining("; "));
        boolean latency = reasons.contains("percentile");
        return latency ? reasons + " (asked: " + request.terms().percentile() + ")" : reasons;
    }

    /** Of whom the power is known instead, which is never taken for what was asked. */
    private static String otherwise(Axis axis, ParetoRequest request, List<ServingPoint> points) {
        List<ServingPoint> without = points.stream()
                .filter(p -> Double.isNaN(axis.value(p, request.terms())))
                .toList();
        String known = PowerBasis.known(without).stream()
                .filter(b -> b != request.terms().basis())
                .map(PowerBasis::title)
                .collect(Collectors.joining(", "));
        return axis.usesPower() && !known.isEmpty() ? "; they know another power: " + known : "";
    }
}
