package millwright.views.inference;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.Placed;
import org.jspecify.annotations.Nullable;

/** Two points to compare; the third takes the place of the first. FX thread. */
final class Pins {
    static final int COUNT = 2;

    private final @Nullable Placed[] pins = new Placed[COUNT];
    private int next;

    void put(Placed point) {
        pins[next] = point;
        next = 1 - next;
    }

    @Nullable
    Placed at(int number) {
        return pins[number];
    }

    void forget() {
        pins[0] = null;
        pins[1] = null;
        next = 0;
    }

    /** The same points where they are now; those that are not there any more are pinned no longer. */
    void keep(List<ParetoGroup> groups) {
        for (int i = 0; i < COUNT; i++) {
            Placed before = pins[i];
            pins[i] = before == null ? null : find(groups, p -> p.point().equals(before.point()));
        }
    }

    void save(Map<String, String> saved) {
        for (int i = 0; i < COUNT; i++) {
            Placed pin = pins[i];
            if (pin != null) {
                saved.put("pin-" + i, named(pin));
            }
        }
    }

    void restore(Map<String, String> saved, List<ParetoGroup> groups) {
        for (int i = 0; i < COUNT; i++) {
            String name = saved.getOrDefault("pin-" + i, "");
            pins[i] = name.isEmpty() ? null : find(groups, p -> named(p).equals(name));
        }
        next = pins[0] != null && pins[1] == null ? 1 : 0;
    }

    /** Where a file holds several points, their places tell them apart. */
    private static String named(Placed point) {
        return point.x() + " " + point.point().source();
    }

    private static @Nullable Placed find(List<ParetoGroup> groups, Predicate<Placed> which) {
        return groups.stream()
                .flatMap(g -> g.points().stream())
                .filter(which)
                .findFirst()
                .orElse(null);
    }
}
