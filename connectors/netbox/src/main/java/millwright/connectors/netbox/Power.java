package millwright.connectors.netbox;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Phase;
import millwright.plant.Relation;
import millwright.plant.Side;

/**
 * Power panels, feeds and what they feed. A panel is a switchboard, a feed a busway of it with what it may carry: S = V·I,
 * for three phases √3·V·I of the voltage from line to line (3·V·I from line to neutral). A feed whose cable leads to
 * nothing known feeds the rack that it is for, and so does a PDU without cables at its outlets. One use, one thread.
 */
final class Power {
    private static final MetricId WATTS = new MetricId("power.observed");
    private static final MetricId VOLT_AMPERES = new MetricId("power.apparent");
    /** Between line and neutral nearly everywhere; from line to line only in few networks. */
    private static final Set<Double> NEUTRAL = Set.of(120.0, 220.0, 230.0, 277.0, 347.0);

    private final Stock stock;
    private final NetboxConfig config;
    private final Places places;
    private final Devices devices;
    private final Feeders feeders;
    private final Wanted wanted;
    private final NameTable names = new NameTable();
    private final Map<Long, EntityId> panels = new HashMap<>();
    private final Map<Long, EntityId> feeds = new HashMap<>();
    /** Of the feeds of each panel. */
    private final Map<Long, Set<Side>> sides = new HashMap<>();

    private int doubtful;

    Power(Stock stock, NetboxConfig config, Places places, Devices devices, Feeders feeders, Wanted wanted) {
        this.stock = stock;
        this.config = config;
        this.places = places;
        this.devices = devices;
        this.feeders = feeders;
        this.wanted = wanted;
    }

    void plan() {
        stock.panels.values().forEach(p -> names.count(EntityKind.SWITCHBOARD, p.name(), places.slug(p.site())));
        stock.feeds
                .values()
                .forEach(f -> sides.computeIfAbsent(f.panel(), p -> EnumSet.noneOf(Side.class))
                        .add(f.side()));
        stock.panels.values().forEach(this::put);
        stock.feeds.values().forEach(this::put);
        Set<Long> feeding = new HashSet<>();
        for (Feeders.Supply supply : feeders.supplies()) {
            if (supply.feed() == 0 && devices.id(supply.to()).isPresent()) {
                feeding.add(supply.from());
            }
        }
        Set<Long> cabled = new HashSet<>();
        for (Feeders.Supply supply : feeders.supplies()) {
            relate(supply).ifPresent(id -> {
                cabled.add(supply.feed());
                Things.Feed feed = stock.feeds.get(supply.feed());
                if (feed != null && !feeding.contains(supply.to()) && isPower(id)) {
                    rackOf(feed.id()).ifPresent(rack -> feed(id, rack, feed.side(), supply.phase()));
                }
            });
        }
        for (Things.Feed feed : stock.feeds.values()) {
            EntityId id = feeds.get(feed.id());
            if (id != null && !cabled.contains(feed.id())) {
                rackOf(feed.id()).ifPresent(rack -> feed(id, rack, feed.side(), phase(feed)));
            }
        }
        stock.inlets.values().forEach(this::nameplate);
    }

    /** Three-phase feeds at a voltage that is mostly one from line to neutral. */
    Optional<String> doubt() {
        return doubtful == 0 || config.neutral()
                ? Optional.empty()
                : Optional.of(
                        doubtful + " three-phase feeds state 120, 220, 230, 277 or 347 V, taken from line to line as"
                                + " NetBox computes; if it is from line to neutral, say 'voltage-reference:"
                                + " line-to-neutral'");
    }

    private void put(Things.Panel panel) {
        EntityId id = names.id(EntityKind.SWITCHBOARD, panel.name(), places.slug(panel.site()), panel.id());
        wanted.put(
                places.around(panel.site(), panel.location()),
                new Entity.PowerDevice(id, panel.name(), EntityKind.SWITCHBOARD, side(panel.id()), 0));
        wanted.names(id, "netbox.panel", Long.toString(panel.id()));
        panels.put(panel.id(), id);
    }

    /** That of its feeds, where they agree. */
    private Side side(long panel) {
        Set<Side> all = sides.getOrDefault(panel, Set.of());
        return all.size() == 1 ? all.iterator().next() : Side.NONE;
    }

    private void put(Things.Feed feed) {
        EntityId panel = panels.get(feed.panel());
        if (panel == null) {
            if (config.sites().isEmpty()) {
                stock.problems.add(
                        "dcim.powerfeed",
                        feed.id(),
                        feed.name() + " comes from panel " + feed.panel() + ", which is not there");
            }
            return;
        }
        String local = panel.text().substring(panel.text().indexOf(':') + 1);
        EntityId id = EntityId.of(EntityKind.BUSWAY, local + "/" + feed.name());
        if (wanted.has(id)) {
            stock.problems.add("dcim.powerfeed", feed.id(), feed.name() + " is there twice on panel " + local);
            return;
        }
        double volts = feeders.volts(feed);
        wanted.put(panel, new Entity.PowerDevice(id, feed.name(), EntityKind.BUSWAY, feed.side(), volts));
        wanted.names(id, "netbox.feed", Long.toString(feed.id()));
        feed(panel, id, feed.side(), phase(feed));
        feeds.put(feed.id(), id);
        rate(feed, id, voltAmperes(volts, feed.amperes(), feed.threePhase()));
    }

    /** @param volts line to line where there are three phases */
    static double voltAmperes(double volts, double amperes, boolean threePhase) {
        return (threePhase ? Math.sqrt(3) : 1) * volts * amperes;
    }

    private void rate(Things.Feed feed, EntityId id, double rating) {
        if (!(rating > 0) || Double.isInfinite(rating)) {
            stock.problems.add("dcim.powerfeed", feed.id(), feed.name() + " states no voltage and current");
            return;
        }
        doubtful += feed.threePhase() && NEUTRAL.contains(feed.volts()) ? 1 : 0;
        double watts = rating * config.powerFactor();
        wanted.limit(Limit.upper(id, VOLT_AMPERES, LimitOrigin.NAMEPLATE, rating));
        wanted.limit(Limit.upper(id, WATTS, LimitOrigin.NAMEPLATE, watts));
        if (!Double.isNaN(feed.share())) {
            wanted.limit(Limit.upper(id, VOLT_AMPERES, LimitOrigin.BREAKER, rating * feed.share()));
            wanted.limit(Limit.upper(id, WATTS, LimitOrigin.BREAKER, watts * feed.share()));
        }
    }

    private Optional<EntityId> relate(Feeders.Supply supply) {
        Optional<EntityId> to = devices.id(supply.to());
        Optional<EntityId> from = supply.feed() == 0
                ? devices.id(supply.from()).filter(this::isPower)
                : Optional.ofNullable(feeds.get(supply.feed()));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Things.Feed feed = stock.feeds.get(supply.feed());
        Side side = feed == null ? feeders.side(supply.from()) : feed.side();
        feed(from.get(), to.get(), side, supply.phase());
        return to;
    }

    private void feed(EntityId from, EntityId to, Side side, Phase phase) {
        wanted.relations.add(Relation.feeds(from, to, side, phase));
    }

    private Optional<EntityId> rackOf(long feed) {
        Things.Feed found = stock.feeds.get(feed);
        return found == null ? Optional.empty() : places.rack(found.rack());
    }

    private static Phase phase(Things.Feed feed) {
        return feed.threePhase() ? Phase.ALL : Phase.NONE;
    }

    private boolean isPower(EntityId id) {
        Entity entity = wanted.entities.get(id);
        return entity != null && entity.kind().isPower();
    }

    /** What a power device with one inlet may draw. */
    private void nameplate(Things.Plug inlet) {
        devices.id(inlet.device()).filter(this::isPower).ifPresent(id -> {
            Wanted.LimitKey key = new Wanted.LimitKey(id, WATTS, LimitOrigin.NAMEPLATE, Bound.UPPER);
            if (inlet.watts() > 0 && Double.isFinite(inlet.watts())) {
                Limit other = wanted.limits.get(key);
                double watts = inlet.watts() + (other == null ? 0 : other.at(0));
                wanted.limit(Limit.upper(id, WATTS, LimitOrigin.NAMEPLATE, watts));
            }
        });
    }
}
