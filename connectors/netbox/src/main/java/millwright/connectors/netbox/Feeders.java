package millwright.connectors.netbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.plant.Phase;
import millwright.plant.Side;

/**
 * What feeds which device, out of the cables between feeds, power ports and outlets: {@code feed → inlet of a PDU}, {@code
 * outlet of a PDU → inlet of a device}. Sides and voltages go down from the feeds; what hangs on both sides has none. One
 * use, one thread.
 */
final class Feeders {
    /** @param feed id of a feed, 0 when @param from is the device that feeds */
    record Supply(long feed, long from, long to, Phase phase) {}

    private final Stock stock;
    private final NetboxConfig config;
    private final Set<Supply> supplies = new LinkedHashSet<>();
    private final Map<Long, Set<Side>> sides = new HashMap<>();
    private final Map<Long, Set<Double>> volts = new HashMap<>();

    Feeders(Stock stock, NetboxConfig config) {
        this.stock = stock;
        this.config = config;
    }

    void plan() {
        for (Things.Cable cable : stock.cables) {
            supply(cable, cable.a(), cable.b());
            supply(cable, cable.b(), cable.a());
        }
        dropCircles();
        Map<Long, List<Long>> fed = new HashMap<>();
        supplies.stream()
                .filter(s -> s.feed() == 0)
                .forEach(s ->
                        fed.computeIfAbsent(s.from(), f -> new ArrayList<>()).add(s.to()));
        spread(fed);
    }

    Set<Supply> supplies() {
        return supplies;
    }

    Side side(long device) {
        Set<Side> all = sides.getOrDefault(device, Set.of());
        return all.size() == 1 ? all.iterator().next() : Side.NONE;
    }

    /** Line to line where it has three phases; 0 when not known. */
    double volts(long device) {
        Set<Double> all = volts.getOrDefault(device, Set.of());
        return all.size() == 1 ? all.iterator().next() : 0;
    }

    /** As the plant wants it: line to line. */
    double volts(Things.Feed feed) {
        double stated = Double.isFinite(feed.volts()) ? feed.volts() : 0;
        return feed.threePhase() && config.neutral() ? stated * Math.sqrt(3) : stated;
    }

    private void supply(Things.Cable cable, Things.End from, Things.End to) {
        if (!to.model().equals(ObjectType.POWER_PORTS.model())) {
            return;
        }
        Things.Plug inlet = stock.inlets.get(to.id());
        if (inlet == null) {
            return; // the check of cables says so
        }
        if (from.model().equals(ObjectType.POWER_FEEDS.model())) {
            Things.Feed feed = stock.feeds.get(from.id());
            if (feed != null) {
                Phase phase = feed.threePhase() ? Phase.ALL : Phase.NONE;
                supplies.add(new Supply(feed.id(), 0, inlet.device(), phase));
            }
        } else if (from.model().equals(ObjectType.POWER_OUTLETS.model())) {
            Things.Plug outlet = stock.outlets.get(from.id());
            if (outlet != null && outlet.device() == inlet.device()) {
                stock.problems.add("dcim.cable", cable.id(), "a device is plugged into itself");
            } else if (outlet != null) {
                supplies.add(new Supply(0, outlet.device(), inlet.device(), outlet.phase()));
            }
        }
    }

    /** Current does not flow in circles; of each circle the cable that closes it is left out. */
    private void dropCircles() {
        Map<Long, List<Supply>> out = new LinkedHashMap<>();
        supplies.stream()
                .filter(s -> s.feed() == 0)
                .forEach(s ->
                        out.computeIfAbsent(s.from(), f -> new ArrayList<>()).add(s));
        Map<Long, Integer> left = new HashMap<>();
        for (Long start : out.keySet()) {
            Deque<Long> way = new ArrayDeque<>();
            Set<Long> open = new HashSet<>();
            way.push(start);
            while (!way.isEmpty()) {
                Long at = way.peek();
                open.add(at);
                List<Supply> next = out.getOrDefault(at, List.of());
                int i = left.merge(at, 1, Integer::sum) - 1;
                if (i >= next.size()) {
                    open.remove(way.pop());
                } else if (open.contains(next.get(i).to())) {
                    supplies.remove(next.get(i));
                    stock.problems.add(
                            "dcim.device", next.get(i).to(), "feeds itself by way of device " + at + "; not followed");
                } else if (!left.containsKey(next.get(i).to())) {
                    way.push(next.get(i).to());
                }
            }
        }
    }

    /** As more than one of a kind says nothing, a device takes on something new a few times at most, however many feed it. */
    private void spread(Map<Long, List<Long>> fed) {
        Deque<Long> open = new ArrayDeque<>();
        for (Supply supply : supplies) {
            Things.Feed feed = stock.feeds.get(supply.feed());
            if (feed != null && takeOn(supply.to(), Set.of(feed.side()), Set.of(volts(feed)))) {
                open.push(supply.to());
            }
        }
        while (!open.isEmpty()) {
            Long at = open.pop();
            Set<Side> side = sides.getOrDefault(at, Set.of());
            Set<Double> volt = volts.getOrDefault(at, Set.of());
            fed.getOrDefault(at, List.of()).stream()
                    .filter(to -> takeOn(to, side, volt))
                    .forEach(open::push);
        }
    }

    private boolean takeOn(Long device, Set<Side> side, Set<Double> volt) {
        boolean fresh =
                sides.computeIfAbsent(device, d -> EnumSet.noneOf(Side.class)).addAll(side);
        Set<Double> known = volts.computeIfAbsent(device, d -> new HashSet<>());
        return known.size() < 2 && known.addAll(volt) || fresh;
    }
}
