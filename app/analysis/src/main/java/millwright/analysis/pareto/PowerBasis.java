package millwright.analysis.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose power is meant. The same run has 3.2 kW of GPU boards, 5.6 kW of nodes and 6.2 kW at the meter: figures per MW or
 * per token compare only within one basis.
 */
public enum PowerBasis {
    GPU("gpu", "GPU boards", "gpuwatts"),
    NODE("node", "nodes", "nodewatts"),
    FACILITY("facility", "facility", "facilitywatts"),
    /** Somebody gave watts and did not say whose. */
    UNSTATED("unstated", "basis not stated", "watts");

    /** Where as many points know several: what a person gave for these very points, then the most direct whole. */
    private static final List<PowerBasis> PREFERRED = List.of(UNSTATED, NODE, FACILITY, GPU);

    private final String key;
    private final String title;
    private final String label;

    PowerBasis(String key, String title, String label) {
        this.key = key;
        this.title = title;
        this.label = label;
    }

    /** As written on the command line and in JSON. */
    public String key() {
        return key;
    }

    /** For a heading: "GPU boards". */
    public String title() {
        return title;
    }

    /** The label by which somebody gives it. */
    public String label() {
        return label;
    }

    /** Those that at least one point knows. */
    public static Set<PowerBasis> known(List<ServingPoint> points) {
        EnumSet<PowerBasis> known = EnumSet.noneOf(PowerBasis.class);
        points.forEach(p -> known.addAll(p.energy().known()));
        return known;
    }

    /** The one that most points know; {@link #UNSTATED} when none knows any. */
    public static PowerBasis ofMost(List<ServingPoint> points) {
        return PREFERRED.stream()
                .max(Comparator.<PowerBasis>comparingLong(b -> points.stream()
                                .filter(p -> p.energy().known().contains(b))
                                .count())
                        .thenComparing(b -> -PREFERRED.indexOf(b)))
                .orElse(UNSTATED);
    }

    /** @throws IllegalArgumentException naming all when there is none of that name */
    public static PowerBasis named(String key) {
        return Arrays.stream(values())
                .filter(b -> b.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no power basis '" + key + "'; there are "
                        + Arrays.stream(values()).map(PowerBasis::key).collect(Collectors.joining(", "))));
    }
}
