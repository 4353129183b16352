package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/**
 * Counts samples that a recording could not take, and tells them as gaps once samples of the same metric are taken again.
 * Any thread. Bounded by the metrics of the plant.
 */
public final class Losses {
    private record Key(MetricId metric, EntityKind kind, String reason) {}

    private record Lost(long from, long last, long samples) {}

    private final Map<Key, Lost> open = new LinkedHashMap<>();
    private long samples;

    /** @param reason for people: why it was not taken */
    public synchronized void lost(Frame frame, String reason) {
        long time = frame.receiveTime();
        samples += frame.size();
        add(new Key(frame.metric(), frame.kind(), reason), new Lost(time, time, frame.size()));
    }

    private void add(Key key, Lost lost) {
        open.merge(
                key,
                lost,
                (a, b) -> new Lost(
                        Math.min(a.from(), b.from()), Math.max(a.last(), b.last()), a.samples() + b.samples()));
    }

    /** A gap of {@link #endedBy} that could not be told: it is open again, and counted once. */
    public synchronized void again(Gap gap) {
        MetricId metric = gap.metric();
        EntityKind kind = gap.kind();
        if (metric != null && kind != null) {
            add(new Key(metric, kind, gap.reason()), new Lost(gap.from(), gap.to(), gap.count()));
        }
    }

    /** The gaps that end with this frame, which was taken. */
    public synchronized List<Gap> endedBy(Frame frame) {
        if (open.isEmpty()) {
            return List.of();
        }
        List<Gap> ended = new ArrayList<>();
        open.entrySet().removeIf(e -> {
            Key key = e.getKey();
            boolean over = key.metric().equals(frame.metric()) && key.kind() == frame.kind();
            if (over) {
                ended.add(gap(key, e.getValue(), frame.receiveTime()));
            }
            return over;
        });
        return ended;
    }

    /** The gaps that no frame has ended, for the end of a recording. */
    public synchronized List<Gap> rest() {
        List<Gap> rest = new ArrayList<>();
        open.forEach((key, lost) -> rest.add(gap(key, lost, lost.last())));
        open.clear();
        return rest;
    }

    private static Gap gap(Key key, Lost lost, long to) {
        return new Gap(key.metric(), key.kind(), lost.from(), Math.max(lost.last(), to), lost.samples(), key.reason());
    }

    /** Samples lost so far. */
    public synchronized long samples() {
        return samples;
    }
}
