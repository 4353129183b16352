package millwright.analysis.twin;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.analysis.kpi.Partners;
import millwright.analysis.kpi.Roster;
import millwright.feed.Preview.Binding;
import millwright.feed.Preview.Failover;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/** Compares the plant with its changed twin: loads against limits, failover, watts, tokens, jobs. */
final class Outcome {
    /**
     * Which limit binds first when more is drawn: of a cap the one that allows the least W per GPU, as what hangs on a
     * large feeder besides its targets fills it without a share in that; else the one with the least room.
     */
    private static final Comparator<Binding> FIRST = Comparator.comparingDouble(Binding::largestThatFits)
            .thenComparingDouble(b -> -b.watts() / b.limit())
            .thenComparing(Binding::ancestor);

    private final Roster roster;
    private final Plant plant;
    private final LatestValues latest;
    private final long now;
    private final Change change;
    private final Set<EntityId> racks;
    private final Flow before;
    private final Flow after;

    Outcome(Roster roster, LatestValues latest, long now, Change change, Set<EntityId> racks) {
        this.roster = roster;
        this.plant = roster.plant();
        this.latest = latest;
        this.now = now;
        this.change = change;
        this.racks = racks;
        before = new Flow(plant, latest, new Change(plant, roster.gpus()));
        after = new Flow(plant, latest, change);
    }

    Consequence tell(Cap cap, String assumption) {
        List<Binding> loads = new ArrayList<>();
        List<Binding> broken = new ArrayList<>();
        for (int index = 0; index < plant.size(); index++) {
            Binding load = load(index, cap.followed());
            if (load != null) {
                loads.add(load);
                double was = now(index);
                if (load.watts() > load.limit() && !(was > load.limit())) {
                    broken.add(load);
                }
            }
        }
        Binding own = cap.own();
        if (own != null) {
            loads.add(own);
        }
        loads.sort(FIRST);
        broken.sort(FIRST);
        Tokens tokens = new Tokens(roster, latest, change);
        double watts = sitePower();
        return new Consequence(
                loads.isEmpty() ? null : cap.settable(loads.getFirst()),
                broken.stream().map(cap::settable).toList(),
                failovers(),
                watts,
                watts + siteDelta(),
                tokens.before(),
                tokens.after(),
                tokens.jobs(),
                racks,
                dark(),
                assumption);
    }

    /** Only what the change moves can bind because of it. */
    private @Nullable Binding load(int index, double asked) {
        EntityKind kind = plant.entity(index).kind();
        if (!kind.isPower() && kind != EntityKind.RACK || change.lost(index)) {
            return null;
        }
        double delta = after.watts(index) - before.watts(index);
        MetricId metric = kind == EntityKind.RACK ? RACK_POWER : POWER_OBSERVED;
        Limit limit = plant.binding(plant.entity(index).id(), metric, Bound.UPPER, now)
                .orElse(null);
        if (limit == null || Double.isNaN(delta) || Math.abs(delta) < 1e-6 && !touches(index)) {
            return null;
        }
        double watts = now(index) + delta;
        double fits = Double.isNaN(asked) ? Double.NaN : largest(index, watts, limit.at(now), asked);
        return new Binding(
                plant.entity(index).id(),
                watts,
                limit.at(now),
                limit.origin().name().toLowerCase(java.util.Locale.ROOT),
                fits);
    }

    private boolean touches(int index) {
        return after.touched(index);
    }

    private double now(int index) {
        EntityKind kind = plant.entity(index).kind();
        Latest metered = latest.latest(kind == EntityKind.RACK ? RACK_POWER : POWER_OBSERVED, kind);
        int slot = plant.slotOf(index);
        return metered.ok(slot) ? metered.values()[slot] : before.watts(index);
    }

    /** W per GPU at which the ancestor is just full. */
    private double largest(int index, double watts, double limit, double asked) {
        double perWatt = after.share(index);
        return perWatt <= 0 ? Double.NaN : Math.max(0, asked + (limit - watts) / perWatt);
    }

    private List<Failover> failovers() {
        List<Failover> all = new ArrayList<>();
        for (int index = 0; index < plant.size(); index++) {
            EntityKind kind = plant.entity(index).kind();
            boolean shown = kind == EntityKind.PDU || kind == EntityKind.SWITCHBOARD || kind == EntityKind.UPS;
            int[] partners = shown && !change.lost(index) ? Partners.of(plant, index) : new int[0];
            Limit limit = partners.length == 0
                    ? null
                    : plant.binding(plant.entity(index).id(), POWER_OBSERVED, Bound.UPPER, now)
                            .orElse(null);
            if (limit != null && (after.touched(index) || change.lost(partners[0]))) {
                double watts = after.alone(index);
                all.add(new Failover(
                        plant.entity(partners[0]).id(), plant.entity(index).id(), watts, limit.at(now)));
            }
        }
        return all;
    }

    private double sitePower() {
        double sum = 0;
        boolean any = false;
        for (int u = 0; u < plant.count(EntityKind.UTILITY); u++) {
            sum += now(plant.indexAt(EntityKind.UTILITY, u));
            any = true;
        }
        return any ? sum : before.allNodes();
    }

    private double siteDelta() {
        double delta = 0;
        for (int u = 0; u < plant.count(EntityKind.UTILITY); u++) {
            int index = plant.indexAt(EntityKind.UTILITY, u);
            delta += after.watts(index) - before.watts(index);
        }
        return plant.count(EntityKind.UTILITY) > 0 ? delta : after.allNodes() - before.allNodes();
    }

    private List<EntityId> dark() {
        Set<EntityId> nodes = new TreeSet<>();
        for (int node = 0; node < plant.count(EntityKind.NODE); node++) {
            if (change.isDark(node)) {
                nodes.add(plant.at(EntityKind.NODE, node).id());
            }
        }
        return List.copyOf(nodes);
    }
}
