package millwright.views.power;

import java.util.Locale;
import java.util.Optional;
import millwright.desk.Moments;
import millwright.desk.ViewContext;
import millwright.desk.draw.Readout;
import millwright.desk.draw.RoomLeft;
import millwright.desk.draw.SitePower;
import millwright.feed.Priority;
import millwright.plant.Bound;
import millwright.plant.Busways;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;

/** Reads the newest loads of power devices, rows, coolers and the site. FX thread; made for one drawing. */
final class Loads {
    static final MetricId OBSERVED = new MetricId("power.observed");
    static final MetricId COMMITTED = new MetricId("power.committed");
    static final MetricId PROVISIONED = new MetricId("power.provisioned");
    static final MetricId FAILOVER = new MetricId("power.failover");
    static final MetricId LOSS = new MetricId("power.loss");
    private static final MetricId RACK = new MetricId("rack.power");
    private static final MetricId RACK_COMMITTED = new MetricId("rack.power.committed");

    /**
     * A load that was read longer ago, ns, and longer ago than {@link #INTERVALS} of the times between its readings, is
     * stale, whatever its source called it then. Of one that was read once only its source knows when the next is due.
     */
    private static final long OLD = 2 * Times.MINUTE;

    private static final int INTERVALS = 3;

    private final ViewContext context;
    private final Moments values;
    private final Plant plant;
    private final long now;
    private long youngest = Long.MAX_VALUE;
    private long oldest = Long.MIN_VALUE;

    Loads(ViewContext context, long now) {
        this(context, context.moments(), now);
    }

    Loads(ViewContext context, Moments values, long now) {
        this.context = context;
        this.values = values;
        this.plant = context.situation().plant();
        this.now = now;
    }

    /** From here on, the ages of what is read are remembered. */
    void forgetAges() {
        youngest = Long.MAX_VALUE;
        oldest = Long.MIN_VALUE;
    }

    /** How far apart in time the values read since {@link #forgetAges} were measured, ns. */
    long agesApart() {
        return oldest < youngest ? 0 : oldest - youngest;
    }

    Plant plant() {
        return plant;
    }

    static Readout none() {
        return new Readout(Double.NaN, DataState.NO_DATA, "W", 0, Priority.INFO);
    }

    Load device(int index) {
        Optional<Limit> limit = limit(index, OBSERVED, Bound.UPPER);
        return new Load(
                value(OBSERVED, index),
                value(COMMITTED, index),
                value(PROVISIONED, index),
                value(FAILOVER, index),
                value(LOSS, index),
                limit.map(l -> l.at(now)).orElse(Double.NaN),
                limit.map(Loads::word).orElse("no limit known"));
    }

    /** Racks of a row added up; with a blank rack among them, what the busways carry that feed all of it and only it. */
    Load row(int index, Busways.OfRow busways) {
        int[] racks = plant.within(index, EntityKind.RACK);
        double limit = Double.NaN;
        for (int busway : busways.binding()) {
            double one =
                    limit(busway, OBSERVED, Bound.UPPER).map(l -> l.at(now)).orElse(Double.NaN);
            limit = Double.isNaN(limit) || one < limit ? one : limit;
        }
        Readout observed = sum(RACK, racks);
        if (Double.isNaN(Load.number(observed)) && busways.carrying().length > 0) {
            observed = sum(OBSERVED, busways.carrying());
        }
        return new Load(
                observed,
                sum(RACK_COMMITTED, racks),
                sum(PROVISIONED, busways.carrying()),
                none(),
                none(),
                limit,
                "one busway");
    }

    /** @param feeders of a row or hall, as {@link RoomLeft#feeders} tells them */
    RoomLeft room(int[] feeders) {
        return RoomLeft.of(plant, values, feeders, now);
    }

    Load site(int index) {
        MetricId power = new MetricId("site.power");
        Optional<Limit> limit = limit(index, power, Bound.UPPER);
        Readout told = value(new MetricId("site.power.limit"), index);
        return new Load(
                atTheGrid(index, value(power, index)),
                value(new MetricId("site.power.committed"), index),
                sum(PROVISIONED, EntityKind.UTILITY),
                none(),
                value(new MetricId("site.power.loss"), index),
                limit.map(l -> l.at(now)).orElse(Load.number(told)),
                limit.map(Loads::word).orElse("site envelope"));
    }

    /** What every screen tells of the site; stale where its own figure was read too long ago. */
    private Readout atTheGrid(int index, Readout told) {
        SitePower drawn = SitePower.of(plant, values, plant.slotOf(index), now);
        boolean old = told.state() == DataState.STALE && drawn.state() == DataState.OK;
        DataState state = old ? DataState.STALE : drawn.state();
        return new Readout(drawn.watts(), state, told.ucum(), drawn.age(), Priority.INFO);
    }

    Readout value(MetricId metric, int index) {
        Entity entity = plant.entity(index);
        Latest latest = values.latest(metric, entity.kind());
        int slot = plant.slotOf(index);
        if (slot >= latest.size() || latest.revision() != plant.revision()) {
            return none();
        }
        String ucum = context.catalogue().get(metric).unit();
        long age = Math.max(0, now - latest.times()[slot]);
        DataState state = latest.state(slot);
        long apart = values.apart(metric, entity.kind(), slot);
        if (state == DataState.OK && apart > 0 && age > Math.max(OLD, INTERVALS * apart)) {
            state = DataState.STALE;
        }
        if (state == DataState.OK) {
            youngest = Math.min(youngest, age);
            oldest = Math.max(oldest, age);
        }
        return new Readout(latest.values()[slot], state, ucum, age, Priority.INFO);
    }

    Readout sum(MetricId metric, int[] indices) {
        double sum = 0;
        long age = 0;
        DataState worst = DataState.OK;
        for (int index : indices) {
            Readout one = value(metric, index);
            if (Double.isNaN(Load.number(one))) {
                return new Readout(Double.NaN, one.state(), "W", 0, Priority.INFO);
            }
            worst = one.state() == DataState.STALE ? DataState.STALE : worst;
            age = Math.max(age, one.age());
            sum += one.value();
        }
        return indices.length == 0 ? none() : new Readout(sum, worst, "W", age, Priority.INFO);
    }

    Readout sum(MetricId metric, EntityKind kind) {
        int[] all = new int[plant.count(kind)];
        for (int i = 0; i < all.length; i++) {
            all[i] = plant.indexAt(kind, i);
        }
        return sum(metric, all);
    }

    Optional<Limit> limit(int index, MetricId metric, Bound bound) {
        return plant.binding(plant.entity(index).id(), metric, bound, now);
    }

    double at(Limit limit) {
        return limit.at(now);
    }

    static String word(Limit limit) {
        return limit.origin().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
