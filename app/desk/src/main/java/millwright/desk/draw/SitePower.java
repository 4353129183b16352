package millwright.desk.draw;

import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * What a site draws, W, for every place that tells it: two of them must not differ. A site draws what its utilities
 * draw; the site's own figure is made from that and comes a second later, so where loads step the sum is what is told. The
 * own figure stands where a plant has no utilities or several sites, or a meter is blank or behind. Immutable.
 *
 * @param watts NaN where it is not known @param age ns since it was measured
 */
public record SitePower(double watts, DataState state, long age) {
    private static final MetricId OWN = new MetricId("site.power");
    private static final MetricId OBSERVED = new MetricId("power.observed");
    /** A utility that was read so much before the site's own figure, ns, says less than that. */
    private static final long PATIENCE = 5 * Times.SECOND;

    /** Whether it is what a site draws that a metric of it says. */
    public static boolean tells(MetricId ofSite) {
        return ofSite.equals(OWN);
    }

    /** @param slot of the site @param now epoch ns */
    public static SitePower of(Plant plant, LatestValues latest, int slot, long now) {
        Latest own = latest.latest(OWN, EntityKind.SITE);
        boolean told = slot < own.size();
        long time = told ? own.times()[slot] : 0;
        SitePower sum = sum(plant, latest.latest(OBSERVED, EntityKind.UTILITY), time, now);
        if (sum.state() == DataState.OK || !told) {
            return sum;
        }
        return new SitePower(own.values()[slot], own.state(slot), Math.max(0, now - time));
    }

    private static SitePower sum(Plant plant, Latest meters, long own, long now) {
        int count = plant.count(EntityKind.UTILITY);
        double sum = 0;
        long oldest = Long.MAX_VALUE;
        boolean all = count > 0
                && plant.count(EntityKind.SITE) == 1
                && meters.size() == count
                && meters.revision() == plant.revision();
        for (int slot = 0; all && slot < count; slot++) {
            all = meters.ok(slot) && meters.times()[slot] >= own - PATIENCE;
            oldest = Math.min(oldest, meters.times()[slot]);
            sum += meters.values()[slot];
        }
        return all && Double.isFinite(sum)
                ? new SitePower(sum, DataState.OK, Math.max(0, now - oldest))
                : new SitePower(Double.NaN, DataState.NO_DATA, 0);
    }
}
