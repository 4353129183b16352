package millwright.connectors.gateway;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/** What one attachment asked for: metrics, of which entities, how often. Guarded by the attachment. */
final class Wants {
    record Column(MetricId metric, EntityKind kind) {
        static Column of(Want want) {
            return new Column(want.metric(), want.kind());
        }

        static Column of(Frame frame) {
            return new Column(frame.metric(), frame.kind());
        }
    }

    /** Any order, but for equal wishes always the same. */
    private static final Comparator<Want> ORDER = Comparator.comparingLong(Want::every)
            .thenComparingInt(want -> want.within().hashCode());

    private Map<Column, Wished> wished = new HashMap<>();
    private boolean all;

    /** What is wanted as before keeps its pace. */
    void replace(Set<Want> wants) {
        Map<Column, Wished> next = new HashMap<>();
        wants.stream().collect(Collectors.groupingBy(Column::of)).forEach((column, unsorted) -> {
            List<Want> same = unsorted.stream().sorted(ORDER).toList();
            Wished before = wished.get(column);
            next.put(column, before != null && before.isOf(same) ? before : new Wished(column.kind(), same));
        });
        wished = next;
    }

    /** Everything at full rate: a recorder. */
    void all() {
        all = true;
    }

    boolean isAll() {
        return all;
    }

    /** Whatever was told before, the next of everything is due. */
    void anew() {
        wished.values().forEach(Wished::anew);
    }

    /** What of the message is wanted and due: itself, a part of it, or null. */
    @Nullable
    Down due(Down down, Frame frame) {
        if (all) {
            return down;
        }
        Wished wish = wished.get(new Column(frame.metric(), frame.kind()));
        Frame part = wish == null ? null : wish.due(frame, down.plant());
        return part == null ? null : down.with(part);
    }
}
