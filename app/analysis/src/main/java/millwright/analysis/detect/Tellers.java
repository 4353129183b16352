package millwright.analysis.detect;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Consumer;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Which source told each value last. A column that one source tells alone costs one reference, any other one an entity.
 * One thread; bounded by entities x metrics that ever came.
 */
public final class Tellers {
    private static final EntityId[] NONE = {};

    private static final class Column {
        /** Of every slot while {@link #each} is empty. */
        private EntityId all;

        private EntityId[] each = NONE;

        Column(EntityId all) {
            this.all = all;
        }
    }

    /** More sources that say when their values were than a site has; of more the first go. */
    private static final int MOST_CLOCKS = 20_000;

    private final Map<MetricId, Map<EntityKind, Column>> columns = new HashMap<>();
    private final LinkedHashSet<EntityId> stamping = new LinkedHashSet<>();

    /** The feed that a peer belongs to, the source itself where it is none: peers are named {@code feed/peer}. */
    static EntityId feed(EntityId source) {
        int slash = source.text().indexOf('/');
        return slash <= 0 ? source : new EntityId(source.text().substring(0, slash));
    }

    /** Takes a frame whose values count. @param plant of the revision whose slots the frame means */
    public void heard(Frame frame, Plant plant) {
        EntityId source = frame.origin().source();
        if (frame.sourceTime() != frame.receiveTime() && stamping.add(source) && stamping.size() > MOST_CLOCKS) {
            stamping.removeFirst();
        }
        Column column = columns.computeIfAbsent(frame.metric(), m -> new EnumMap<>(EntityKind.class))
                .computeIfAbsent(frame.kind(), k -> new Column(source));
        if (frame.slots() == null) {
            column.all = source;
            column.each = NONE;
            return;
        }
        if (column.each.length == 0) {
            if (column.all.equals(source)) {
                return;
            }
            column.each = new EntityId[plant.count(frame.kind())];
            Arrays.fill(column.each, column.all);
        }
        for (int i = 0; i < frame.size(); i++) {
            int slot = frame.slot(i);
            if (slot < column.each.length && !source.equals(column.each[slot])) {
                column.each[slot] = source;
            }
        }
    }

    /** Sources go with their entities to where those are now. */
    public void moved(Moves moves, Plant after) {
        for (Map<EntityKind, Column> kinds : columns.values()) {
            kinds.forEach((kind, column) -> {
                if (column.each.length > 0 && moves.moved(kind)) {
                    EntityId[] fresh = new EntityId[after.count(kind)];
                    for (int slot = 0; slot < fresh.length; slot++) {
                        int old = moves.before(kind, slot);
                        fresh[slot] = old >= 0 && old < column.each.length ? column.each[old] : null;
                    }
                    column.each = fresh;
                }
            });
        }
    }

    /** Whether a source says itself when its values were: those of others are of the time at which they came, by our clock. */
    boolean stamps(EntityId source) {
        return stamping.contains(source);
    }

    @Nullable
    EntityId of(MetricId metric, EntityKind kind, int slot) {
        Column column = columns.getOrDefault(metric, Map.of()).get(kind);
        if (column == null) {
            return null;
        }
        return column.each.length == 0 ? column.all : slot < column.each.length ? column.each[slot] : null;
    }

    /** Every source of a metric, on whatever it is; one may come more than once. */
    void each(MetricId metric, Consumer<EntityId> out) {
        for (Column column : columns.getOrDefault(metric, Map.of()).values()) {
            EntityId last = null;
            for (EntityId source : column.each) {
                if (source != null && !source.equals(last)) {
                    out.accept(source);
                    last = source;
                }
            }
            if (column.each.length == 0) {
                out.accept(column.all);
            }
        }
    }
}
