package millwright.connectors.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import millwright.feed.FeedSink;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * The one plant of all devices of a source and the way to the sink: what their pollers found and measured is told here, one
 * at a time. Any thread. Grows with what the configuration and the devices name.
 */
public final class Voice {
    private final GrowingPlant growing;
    private final Origin origin;
    private final long every;
    private final LongSupplier clock;
    private @Nullable FeedSink sink;

    /** @param every ns between rounds @param clock epoch ns */
    public Voice(Placement placement, Origin origin, long every, LongSupplier clock) {
        this.growing = new GrowingPlant(placement);
        this.origin = origin;
        this.every = every;
        this.clock = clock;
    }

    public synchronized void open(FeedSink to) {
        sink = to;
    }

    public Origin origin() {
        return origin;
    }

    public synchronized Plant plant() {
        return growing.plant();
    }

    public synchronized void tell(Collection<? extends PlantEvent> events) {
        FeedSink to = sink;
        if (to != null) {
            events.forEach(to::accept);
        }
    }

    /** What there is, told if it is news. @throws IllegalArgumentException when it does not fit together */
    public synchronized void found(Consumer<GrowingPlant> finder) {
        finder.accept(growing);
        growing.told(clock.getAsLong()).ifPresent(change -> tell(List.of(change)));
    }

    /** @param state of the device that they are of: each has a clock of its own */
    public synchronized void measured(List<Reading> readings, List<? extends PlantEvent> changes, SourceState state) {
        long received = clock.getAsLong();
        Origin device = new Origin(state.source(), origin.simulated());
        List<PlantEvent> events = new ArrayList<>(Frames.of(readings, growing.plant(), received, every, device));
        events.addAll(changes);
        events.add(state);
        tell(events);
    }

    /** Something that a device shows to have happened between two rounds. @param uncertainty ns */
    public Occurrence event(
            String what, EntityKind kind, EntityId entity, Priority priority, String text, long now, long uncertainty) {
        Layer layer = kind.layer();
        String id = origin.source().text() + "/" + what + "/" + entity.text() + "/" + now;
        return new Occurrence(id, what, layer, entity, now, uncertainty, now, priority, text, 1, Map.of(), origin);
    }
}
