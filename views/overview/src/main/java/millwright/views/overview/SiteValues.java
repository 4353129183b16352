package millwright.views.overview;

import millwright.desk.draw.SitePower;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/** What is known of the site as a whole, and its limits, at one instant. Immutable reference to live columns; FX thread. */
record SiteValues(Plant plant, LatestValues latest, long now) {
    /** One value. @param age ns since it was measured */
    record Value(double value, DataState state, long age) {
        static final Value NONE = new Value(Double.NaN, DataState.NO_DATA, 0);

        boolean known() {
            return Double.isFinite(value) && (state == DataState.OK || state == DataState.STALE);
        }

        /** NaN unless it is a number. */
        double number() {
            return known() ? value : Double.NaN;
        }
    }

    @Nullable
    EntityId site() {
        return plant.count(EntityKind.SITE) == 0
                ? null
                : plant.at(EntityKind.SITE, 0).id();
    }

    Value of(String metric) {
        return plant.count(EntityKind.SITE) == 0 ? Value.NONE : of(metric, EntityKind.SITE, 0);
    }

    /** What the site draws, W: the figure that the top bar and the other screens tell too. */
    Value power() {
        if (plant.count(EntityKind.SITE) == 0) {
            return Value.NONE;
        }
        SitePower drawn = SitePower.of(plant, latest, 0, now);
        return new Value(drawn.watts(), drawn.state(), drawn.age());
    }

    Value of(String metric, EntityKind kind, int slot) {
        Latest column = latest.latest(new MetricId(metric), kind);
        if (slot >= column.size()) {
            return Value.NONE;
        }
        return new Value(column.values()[slot], column.state(slot), Math.max(0, now - column.times()[slot]));
    }

    /** The limit that binds on a metric of the site, NaN without one. */
    double limit(String metric, Bound bound) {
        EntityId site = site();
        return site == null
                ? Double.NaN
                : plant.binding(site, new MetricId(metric), bound, now)
                        .map(limit -> limit.at(now))
                        .orElse(Double.NaN);
    }

    /** The power envelope: as measured or told, else as the plant's limits say. */
    double envelope() {
        double told = of("site.power.limit").number();
        return Double.isNaN(told) ? limit("site.power", Bound.UPPER) : told;
    }
}
