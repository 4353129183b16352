package millwright.analysis.correlate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import millwright.feed.Finding;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.plant.Times;

/** Whether two findings belong together: one reaches the other, in time; or most of one cooler's or feeder's charges ail. */
final class Relatedness {
    /** Racks under one cooler or feeder that must show the same before it is suspected without a finding of its own. */
    private static final int SIBLINGS = 2;

    /** So far apart two rules may find the beginning of one thing. */
    private static final long AT_ONCE = 10 * Times.SECOND;

    private final Reaches reaches;
    private final long window;

    Relatedness(Reaches reaches, long window) {
        this.reaches = reaches;
        this.window = window;
    }

    boolean related(Finding a, Finding b) {
        if (Bearing.aboutData(a) != Bearing.aboutData(b) || Bearing.ofWholeSite(a) || Bearing.ofWholeSite(b)) {
            return false;
        }
        return a.entity().equals(b.entity()) || partsOfOne(a, b) ? close(a, b) : explains(a, b) || explains(b, a);
    }

    /** Two pumps of one CDU that fail together have not failed by chance. */
    private boolean partsOfOne(Finding a, Finding b) {
        Plant plant = reaches.plant();
        int first = plant.indexOf(a.entity());
        int second = plant.indexOf(b.entity());
        return first >= 0
                && second >= 0
                && plant.entity(first).kind() == EntityKind.PUMP
                && plant.entity(second).kind() == EntityKind.PUMP
                && plant.parent(first) == plant.parent(second);
    }

    /** True when {@code cause} can have led to {@code effect}. */
    boolean explains(Finding cause, Finding effect) {
        if (!Bearing.passesOn(cause) && !(Bearing.overload(cause) && effect.id().contains("power.brake"))) {
            return false;
        }
        if (Bearing.ofMemory(effect) && !cause.entity().equals(effect.entity())) {
            return false;
        }
        if (Bearing.standsStill(effect) && Bearing.slowsDown(cause) && !waitsFor(effect, cause)) {
            return false;
        }
        boolean linked = reaches.covers(cause.entity(), effect.entity())
                || Bearing.overload(effect) && reaches.takesOver(cause, effect);
        return linked && inTime(cause, effect);
    }

    /**
     * Slow boards stay busy: they keep a job going, if slower. Only those that are not slowed wait for them, and as long as
     * these are slow. Heat that stops machines shows on them, and that explains the job.
     */
    private static boolean waitsFor(Finding stall, Finding slowdown) {
        return stall.rule().equals("stall")
                && Bearing.slow(slowdown)
                && slowdown.active()
                && slowdown.since() <= stall.since() + AT_ONCE + stall.uncertainty() + slowdown.uncertainty();
    }

    /**
     * A cause that still stands may show effects late, but an effect does not come much before its cause; nor does a job
     * stop long after what stopped it was mended.
     */
    private boolean inTime(Finding cause, Finding effect) {
        long slack = window / 4 + cause.uncertainty() + effect.uncertainty();
        boolean notBefore = effect.since() >= cause.since() - slack;
        long after = Bearing.standsStill(effect) ? slack : window;
        boolean stillThere = cause.active() || effect.since() <= cause.cleared() + after;
        return notBefore && stillThere && effect.since() - cause.since() <= 6 * window;
    }

    private boolean close(Finding a, Finding b) {
        return Math.abs(a.since() - b.since()) <= window;
    }

    /** Findings of one code on several racks that hang on one cooler or feeder of which most racks ail. */
    Map<Integer, Set<String>> suspected(List<Finding> findings) {
        Plant plant = reaches.plant();
        Map<String, Map<Integer, Set<String>>> byCode = new HashMap<>();
        for (Finding f : findings) {
            int index = plant.indexOf(f.entity());
            if (index >= 0 && plant.entity(index).kind() == EntityKind.RACK && !Bearing.aboutData(f)) {
                for (int above : suppliers(plant, index)) {
                    byCode.computeIfAbsent(code(f), c -> new HashMap<>())
                            .computeIfAbsent(above, a -> new TreeSet<>())
                            .add(f.id());
                }
            }
        }
        Map<Integer, Set<String>> suspects = new java.util.TreeMap<>();
        byCode.values()
                .forEach(m -> m.forEach((above, ids) -> {
                    int charges = plant.targets(RelationKind.COOLS, above).length;
                    if (ids.size() >= SIBLINGS && ids.size() * 2 > charges) {
                        suspects.computeIfAbsent(above, a -> new TreeSet<>()).addAll(ids);
                    }
                }));
        return suspects;
    }

    private static Set<Integer> suppliers(Plant plant, int rack) {
        Set<Integer> above = new HashSet<>();
        for (int cooler : plant.origins(RelationKind.COOLS, rack)) {
            above.add(cooler);
        }
        return above;
    }

    static String code(Finding f) {
        String[] parts = f.id().split("/", 3);
        return parts.length > 1 ? parts[0] + "/" + parts[1] : f.rule();
    }
}
