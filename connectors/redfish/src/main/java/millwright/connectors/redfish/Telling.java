package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.Frames;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Reading;
import millwright.feed.AveragedOver;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * The one plant of all controllers and the way to the sink: what pollers found and measured is told here, one at a time. Any
 * thread. Grows with what the controllers name.
 */
final class Telling {
    private final GrowingPlant growing;
    private final Placement placement;
    private final Origin origin;
    private final long every;
    private final java.util.function.LongSupplier clock;
    private final Catalogue catalogue = Catalogue.standard();
    private @Nullable FeedSink sink;

    Telling(Placement placement, Origin origin, long every, java.util.function.LongSupplier clock) {
        this.growing = new GrowingPlant(placement);
        this.placement = placement;
        this.origin = origin;
        this.every = every;
        this.clock = clock;
    }

    synchronized void open(FeedSink to) {
        sink = to;
    }

    Origin origin() {
        return origin;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    synchronized Plant plant() {
        return growing.plant();
    }

    synchronized void tell(Collection<? extends PlantEvent> events) {
        FeedSink to = sink;
        if (to != null) {
            events.forEach(to::accept);
        }
    }

    synchronized void found(Inventory inventory, List<? extends PlantEvent> changes) {
        inventory.hosts().forEach((host, natives) -> natives(growing.node(host), natives));
        for (Inventory.Part part : inventory.parts()) {
            boolean known = growing.knows(part.entity().id());
            growing.put(container(part.home()), part.entity());
            natives(part.entity().id(), part.natives());
            inventory.called(part).ifPresent(host -> natives(part.entity().id(), Map.of("host", host)));
            if (!known) {
                part.relations().forEach(growing::relate);
            }
        }
        inventory.limits().forEach(this::limit);
        List<PlantEvent> events = new ArrayList<>();
        growing.told(clock.getAsLong()).ifPresent(events::add);
        events.addAll(changes);
        tell(events);
    }

    private EntityId container(Inventory.Home home) {
        return switch (home) {
            case Inventory.Home.Host node -> growing.node(node.host());
            case Inventory.Home.Within within -> within.container();
            case Inventory.Home.Floor floor -> {
                Optional<Placement.RackRule> rule = placement.rackOf(floor.host());
                yield rule.isPresent()
                        ? growing.rack(rule.get().rack(), rule.get().row())
                        : growing.hall();
            }
        };
    }

    /** A survey that finds what was known makes no new revision. */
    private void natives(EntityId id, Map<String, String> names) {
        Map<String, String> known = growing.plant().nativeIds(id);
        Map<String, String> news = new HashMap<>(names);
        news.entrySet().removeIf(e -> e.getValue().equals(known.get(e.getKey())));
        if (!news.isEmpty()) {
            growing.nativeIds(id, news);
        }
    }

    /** What values are averaged over, and what is no longer said. */
    synchronized void averaged(Map<Reports.Averaged, Long> before, Map<Reports.Averaged, Long> now) {
        if (before.equals(now)) {
            return;
        }
        String name =
                origin.source().text().substring(EntityKind.SOURCE.prefix().length() + 1);
        before.keySet().stream()
                .filter(gone -> !now.containsKey(gone))
                .forEach(gone -> natives(gone.entity(), AveragedOver.unsaid(gone.metric(), name)));
        now.forEach((what, span) -> natives(what.entity(), AveragedOver.said(what.metric(), name, span)));
        growing.told(clock.getAsLong()).ifPresent(change -> tell(List.of(change)));
    }

    /** One that was never there need not be lifted. */
    private void limit(Limit limit) {
        List<Limit> known = growing.plant().limits(limit.entity(), limit.metric()).stream()
                .filter(l -> l.origin() == limit.origin())
                .toList();
        boolean lifted = Double.isNaN(limit.at(0));
        if (!known.contains(limit) && !(lifted && known.isEmpty())) {
            growing.limit(limit);
        }
    }

    synchronized void measured(
            List<Reading> readings, List<? extends PlantEvent> changes, SourceState state, long received) {
        List<PlantEvent> events = new ArrayList<>(
                Frames.of(readings, growing.plant(), received, every, new Origin(state.source(), origin.simulated())));
        events.addAll(changes);
        events.add(state);
        tell(events);
    }
}
