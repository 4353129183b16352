package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import millwright.connectors.otlp.MetricGroup.Temporality;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What streams grew by between their points: differences of cumulative ones, deltas as they are, both over resets and
 * repeats. One thread; at most {@link #MOST} streams, those silent for an hour make room.
 *
 * @param <V> a number, or how often what fell where
 */
final class Growth<V> {
    static final int MOST = 200_000;

    /** How values are taken from each other. */
    interface Arithmetic<V> {
        /** @return null when {@code later} cannot have grown from {@code earlier} */
        @Nullable
        V minus(V later, V earlier);
    }

    /** @param over ns it took */
    record Step<V>(V amount, long over) {}

    private record Last<V>(long start, long time, V value) {}

    private final Arithmetic<V> arithmetic;
    private final Map<StreamId, Last<V>> streams = new HashMap<>();
    private long newest;

    Growth(Arithmetic<V> arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** @return null at the first point of a cumulative stream, and for a point that is not newer than the last */
    @Nullable
    Step<V> step(StreamId id, Temporality temporality, long start, long time, V value) {
        Last<V> last = streams.get(id);
        if (last != null && time <= last.time()) {
            return null; // sent again after an answer was lost, or overtaken
        }
        if (last == null && streams.size() >= MOST) {
            makeRoom();
        }
        newest = Math.max(newest, time);
        streams.put(id, new Last<>(start, time, value));
        if (temporality == Temporality.DELTA) {
            long from = start > 0 && start < time ? start : last == null ? time : last.time();
            return from < time ? new Step<>(value, time - from) : null;
        }
        if (last == null) {
            return null;
        }
        boolean restarted = start > last.start() && start >= last.time();
        V grown = restarted ? null : arithmetic.minus(value, last.value());
        // all that a counter that began anew shows was counted since
        return new Step<>(grown == null ? value : grown, time - last.time());
    }

    private void makeRoom() {
        streams.values().removeIf(last -> last.time() < newest - Times.HOUR);
        if (streams.size() >= MOST) {
            throw new IllegalArgumentException("more than " + MOST + " streams are followed already");
        }
    }
}
