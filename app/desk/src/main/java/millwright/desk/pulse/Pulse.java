package millwright.desk.pulse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Beats every visible part once a frame and measures it. FX thread. Started by a timer in a window, by hand where there
 * is none. Bounded by the parts that are open.
 */
public final class Pulse {
    /** @param name for the read-out @param visible whether it may beat now @param work gets the plant time */
    public record Part(String name, BooleanSupplier visible, LongConsumer work, BeatMeter meter) {}

    private final LongSupplier nanoTime;
    private final Map<Object, Part> parts = new LinkedHashMap<>();
    private final BeatMeter whole = new BeatMeter();

    public Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public void add(Object key, String name, BooleanSupplier visible, LongConsumer work) {
        parts.put(key, new Part(name, visible, work, new BeatMeter()));
    }

    public void remove(Object key) {
        parts.remove(key);
    }

    /** @param now plant time shown, epoch ns */
    public void beat(long now) {
        long start = nanoTime.getAsLong();
        for (Part part : List.copyOf(parts.values())) {
            if (part.visible().getAsBoolean()) {
                long before = nanoTime.getAsLong();
                part.work().accept(now);
                part.meter().record(nanoTime.getAsLong() - before);
            }
        }
        whole.record(nanoTime.getAsLong() - start);
    }

    public List<Part> parts() {
        return new ArrayList<>(parts.values());
    }

    public BeatMeter whole() {
        return whole;
    }
}
