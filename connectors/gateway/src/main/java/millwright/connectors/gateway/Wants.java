package millwright.connectors.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/** What one attachment asked for, and when it last got it. Guarded by the attachment. */
final class Wants {
    private record Column(MetricId metric, EntityKind kind) {}

    private final Map<Column, Long> every = new HashMap<>();
    private final Map<Down.Key, Long> last = new HashMap<>();
    private boolean all;

    void replace(Set<Want> wants) {
        every.clear();
        last.clear();
        wants.forEach(w -> every.merge(new Column(w.metric(), w.kind()), w.every(), Math::min));
    }

    /** Everything at full rate: a recorder. */
    void all() {
        all = true;
    }

    boolean isAll() {
        return all;
    }

    /** True when the frame is wanted and due. A tenth of the period is allowed for jitter. */
    boolean due(Frame frame, Down.Key key) {
        if (all) {
            return true;
        }
        Long period = every.get(new Column(frame.metric(), frame.kind()));
        if (period == null) {
            return false;
        }
        if (period == 0) {
            return true;
        }
        Long before = last.get(key);
        boolean due =
                before == null || frame.sourceTime() - before >= period - period / 10 || frame.sourceTime() < before;
        if (due) {
            last.put(key, frame.sourceTime());
        }
        return due;
    }
}
