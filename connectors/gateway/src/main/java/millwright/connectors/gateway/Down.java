package millwright.connectors.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import millwright.connectors.wire.EventCodec;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way down, shared by all attachments of a scope: encoded when the first of them sends it, and only
 * then. Any thread.
 */
final class Down {
    /** What only the newest of matters: a slow desk gets that one. */
    record Key(Object type, Object what, Object who, int part) {}

    private static final long EVENT_COST = 1_000;
    private static final long ENTITY_COST = 400;

    private final String epoch;
    private final long sequence;
    private final @Nullable Key key;
    private final long cost;
    private final @Nullable Plant plant;
    private @Nullable PlantEvent event;
    private byte @Nullable [] bytes;

    private Down(
            String epoch, long sequence, @Nullable PlantEvent event, byte @Nullable [] bytes, @Nullable Plant plant) {
        this.plant = plant;
        this.epoch = epoch;
        this.sequence = sequence;
        this.event = event;
        this.bytes = bytes;
        this.key = event == null ? null : keyOf(event);
        this.cost = bytes != null ? bytes.length + EVENT_COST : event == null ? EVENT_COST : costOf(event);
    }

    static Down of(String epoch, long sequence, PlantEvent event) {
        return new Down(epoch, sequence, event, null, null);
    }

    /** @param plant as its reader knows it then: the slots of a frame mean that revision; nothing else keeps it alive */
    static Down of(String epoch, long sequence, PlantEvent event, Plant plant) {
        return new Down(epoch, sequence, event, null, event instanceof Frame ? plant : null);
    }

    /** The same with a part of its frame: for one attachment alone. */
    Down with(Frame part) {
        return part == event ? this : new Down(epoch, sequence, part, null, plant);
    }

    /** A message that was encoded before: from the journal, or one that is no event. */
    static Down encoded(long sequence, byte[] bytes) {
        return new Down("", sequence, null, bytes, null);
    }

    @Nullable
    Plant plant() {
        return plant;
    }

    long sequence() {
        return sequence;
    }

    /** Null for what must not be coalesced. */
    @Nullable
    Key key() {
        return key;
    }

    synchronized byte[] bytes() {
        byte[] made = bytes;
        if (made == null) {
            PlantEvent from = event;
            if (from == null) {
                throw new IllegalStateException("a message needs an event or bytes");
            }
            made = EventCodec.encode(epoch, sequence, from).toByteArray();
            bytes = made;
        }
        return made;
    }

    /** Null for greetings and heartbeats. */
    synchronized @Nullable PlantEvent event() {
        byte[] encoded = bytes;
        if (event == null && encoded != null) {
            try {
                event = EventCodec.decode(EventCodec.parse(encoded));
            } catch (IOException e) {
                throw new UncheckedIOException("an entry of the journal is damaged", e);
            }
        }
        return event;
    }

    @Nullable
    Frame frame() {
        return key != null && event() instanceof Frame frame ? frame : null;
    }

    /** Bytes that it holds in memory, about; a frame counts with the encoded form that it will have. */
    long cost() {
        return cost;
    }

    static long costOf(PlantEvent event) {
        return switch (event) {
            case Frame frame -> 2 * Frames.bytes(frame);
            case PlantChanged changed ->
                EVENT_COST
                        + ENTITY_COST
                                * (changed.change().put().size()
                                        + changed.change().related().size());
            case Occurrence _, Finding _, Incident _, Alarm _, Preview _, Receipt _, ActionProgress _ -> EVENT_COST;
            case Gap _, SourceState _, Interval _, Waste _, AuditHead _, TimeState _, LinkState _ -> EVENT_COST;
        };
    }

    private static @Nullable Key keyOf(PlantEvent event) {
        if (event instanceof Frame f) {
            int part = f.slots() == null ? 0 : 1 + Arrays.hashCode(f.slots());
            return new Key(f.metric(), f.kind(), f.origin().source(), part);
        }
        if (event instanceof SourceState s) {
            return new Key(SourceState.class, s.source(), "", 0);
        }
        return event instanceof AuditHead || event instanceof TimeState || event instanceof Waste
                ? new Key(event.getClass(), "", "", 0)
                : null;
    }
}
