package millwright.desk.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * How much more a row, a hall or a rack may draw: the least that is left to a limit of whatever feeds it, up to the grid
 * and the site's own envelope. What is left is the limit less the largest of observed, committed and failover load, so
 * anything up to it fits anywhere in the place, however it is split between feeders. Losses of the devices on what is
 * added are not counted. Immutable.
 *
 * @param watts NaN where nothing could be judged; below 0 where a limit is broken already
 * @param by what binds first, with the load that does; empty where nothing could be judged
 * @param limit of it, W @param origin who set that limit
 * @param stale whether any load it was reckoned from is
 * @param judged limits held against a load
 * @param unjudged limits of which a load is not known, be it the one without the partner alone, and feeders without a limit
 */
public record RoomLeft(double watts, String by, double limit, String origin, boolean stale, int judged, int unjudged) {
    private static final MetricId OBSERVED = new MetricId("power.observed");
    private static final MetricId COMMITTED = new MetricId("power.committed");
    private static final MetricId FAILOVER = new MetricId("power.failover");
    private static final String WITHOUT_PARTNER = " in failover";
    private static final MetricId SITE = new MetricId("site.power");
    private static final MetricId SITE_COMMITTED = new MetricId("site.power.committed");

    /** Of a place that nothing is known to feed. */
    public static final RoomLeft NOTHING = new RoomLeft(Double.NaN, "", Double.NaN, "", false, 0, 0);

    /** What the desk has to ask for, of every kind of power device, so that this can be told. */
    public static final List<MetricId> NEEDS = List.of(OBSERVED, COMMITTED, FAILOVER);

    /** Of sites. */
    public static final List<MetricId> SITE_NEEDS = List.of(SITE, SITE_COMMITTED);

    /** One load that is held against a limit. */
    private record Told(String as, double watts, DataState state) {
        boolean known() {
            return !Double.isNaN(watts);
        }

        boolean stale() {
            return state == DataState.STALE;
        }
    }

    /**
     * Dense indices of what feeds a place from outside its racks, rising, and of the site that it stands in. A walk over
     * the feeders of its racks, nodes and shelves; the same for one revision of the plant.
     */
    public static int[] feeders(Plant plant, int place) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (EntityKind kind : List.of(EntityKind.RACK, EntityKind.NODE, EntityKind.POWER_SHELF)) {
            for (int inside : plant.within(place, kind)) {
                open.add(inside);
            }
        }
        Set<Integer> found = new TreeSet<>();
        while (!open.isEmpty()) {
            int at = open.pop();
            if (!seen.add(at)) {
                continue;
            }
            if (plant.entity(at).kind().isPower() && plant.ancestor(at, EntityKind.RACK) < 0) {
                found.add(at);
            }
            for (int feeder : plant.origins(RelationKind.FEEDS, at)) {
                open.add(feeder);
            }
        }
        int site = plant.ancestor(place, EntityKind.SITE);
        if (site >= 0) {
            found.add(site);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @param feeders as {@link #feeders} tells them @param now epoch ns */
    public static RoomLeft of(Plant plant, LatestValues latest, int[] feeders, long now) {
        RoomLeft least = NOTHING;
        for (int index : feeders) {
            boolean site = plant.entity(index).kind() == EntityKind.SITE;
            Optional<Limit> limit = plant.binding(plant.entity(index).id(), site ? SITE : OBSERVED, Bound.UPPER, now);
            if (limit.isEmpty()) {
                // what a site is allowed may stand at its meters instead
                least = site ? least : least.without();
                continue;
            }
            String name = site ? "Site envelope" : plant.entity(index).name();
            least = least.with(name, limit.get(), loads(plant, latest, index, site, now), now);
        }
        return least;
    }

    private static List<Told> loads(Plant plant, LatestValues latest, int index, boolean site, long now) {
        List<Told> loads = new ArrayList<>();
        if (site) {
            SitePower drawn = SitePower.of(plant, latest, plant.slotOf(index), now);
            loads.add(new Told("", number(drawn.watts(), drawn.state()), drawn.state()));
            loads.add(told(plant, latest, SITE_COMMITTED, index, " as committed"));
        } else {
            loads.add(told(plant, latest, OBSERVED, index, ""));
            loads.add(told(plant, latest, COMMITTED, index, " as committed"));
            loads.add(told(plant, latest, FAILOVER, index, WITHOUT_PARTNER));
        }
        return loads;
    }

    private static Told told(Plant plant, LatestValues latest, MetricId metric, int index, String as) {
        Latest column = latest.latest(metric, plant.entity(index).kind());
        int slot = plant.slotOf(index);
        if (slot >= column.size() || column.revision() != plant.revision()) {
            return new Told(as, Double.NaN, DataState.NO_DATA);
        }
        DataState state = column.state(slot);
        return new Told(as, number(column.values()[slot], state), state);
    }

    private static double number(double value, DataState state) {
        return state == DataState.OK || state == DataState.STALE ? value : Double.NaN;
    }

    private RoomLeft without() {
        return new RoomLeft(watts, by, limit, origin, stale, judged, unjudged + 1);
    }

    private RoomLeft with(String name, Limit held, List<Told> loads, long now) {
        Told largest = null;
        for (Told load : loads) {
            largest = load.known() && (largest == null || load.watts() > largest.watts()) ? load : largest;
        }
        if (largest == null) {
            return without();
        }
        boolean old = stale || loads.stream().anyMatch(Told::stale);
        // of a pair the load without the partner is the largest: where that is not known, less may be left
        boolean whole = loads.stream().noneMatch(load -> load.as().equals(WITHOUT_PARTNER) && isMissing(load));
        int wholly = judged + (whole ? 1 : 0);
        int partly = unjudged + (whole ? 0 : 1);
        double left = held.at(now) - largest.watts();
        if (!Double.isNaN(watts) && watts <= left) {
            return new RoomLeft(watts, by, limit, origin, old, wholly, partly);
        }
        String word = held.origin().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new RoomLeft(left, name + largest.as(), held.at(now), word, old, wholly, partly);
    }

    /** A device without a partner has none of it, which is said. */
    private static boolean isMissing(Told load) {
        return !load.known() && load.state() != DataState.NOT_SUPPORTED;
    }

    public boolean known() {
        return !Double.isNaN(watts);
    }

    /** {@code PDU-A1 in failover binds}; what is wrong where nothing can be told. */
    public String binds() {
        return known()
                ? by + (watts < 0 ? " is over its limit" : " binds")
                : unjudged == 0 ? "nothing that feeds it is known" : "no load with a limit is known above it";
    }

    /** How far it can be trusted; empty when every feeder was judged by fresh loads. */
    public String caveat() {
        String not = unjudged == 0
                ? ""
                : unjudged + " of " + (judged + unjudged) + " limits above it " + (unjudged == 1 ? "is" : "are")
                        + " not known";
        return !known() ? "" : stale ? not.isEmpty() ? "loads are stale" : not + ", loads stale" : not;
    }
}
