package millwright.analysis.pareto;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Points that may fairly share a frontier, and that frontier.
 *
 * @param key field to value, in the order asked for
 * @param points all that have both axes, dominated ones included
 * @param warnings what makes the comparison less fair than it looks, one line each
 */
public record ParetoGroup(Map<String, String> key, List<Placed> points, Frontier frontier, List<String> warnings) {
    public ParetoGroup {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        points = List.copyOf(points);
        warnings = List.copyOf(warnings);
    }

    /** For a heading or a legend: {@code GLM-5-FP8, precision unknown, hardware unknown}. */
    public String title() {
        return title(key);
    }

    /** The title, and that requests of unlike lengths are compared, where they are: that is no fair frontier. */
    public String label() {
        return title()
                + (warnings.stream().anyMatch(w -> w.startsWith(GroupWarnings.LENGTHS)) ? ", lengths differ" : "");
    }

    static String title(Map<String, String> key) {
        if (key.isEmpty()) {
            return "all results";
        }
        return key.entrySet().stream()
                .map(e -> e.getValue().equals(ServingPoint.UNKNOWN) ? e.getKey() + " unknown" : e.getValue())
                .collect(Collectors.joining(", "));
    }
}
