package millwright.desk.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Which source told the newest value of what, so that it can be named when it falls silent. Any thread. Costs nothing for
 * each value while one source tells a metric, else two bytes for each entity of its kind.
 */
final class Tellers {
    private static final int MOST_SOURCES = Short.MAX_VALUE - 1;

    private record Key(MetricId metric, EntityKind kind) {}

    /** Number of the source by slot, 0 for none; null while one source told all. */
    private static final class Told {
        final short only;
        short @Nullable [] of;

        Told(short only) {
            this.only = only;
        }
    }

    private final Map<Key, Told> told = new HashMap<>();
    private final Map<EntityId, Short> numbers = new HashMap<>();
    private final List<EntityId> sources = new ArrayList<>();
    private Plant plant = Plant.empty();

    /** Slots mean other things from now on. */
    synchronized void moved(Plant after) {
        Plant before = plant;
        plant = after;
        told.forEach((key, by) -> {
            short[] old = by.of;
            if (old != null) {
                short[] next = new short[after.count(key.kind())];
                for (int slot = 0; slot < Math.min(old.length, before.count(key.kind())); slot++) {
                    int to =
                            after.slotOf(key.kind(), before.at(key.kind(), slot).id());
                    if (to >= 0) {
                        next[to] = old[slot];
                    }
                }
                by.of = next;
            }
        });
    }

    synchronized void heard(Frame frame) {
        short number = number(frame.origin().source());
        if (number == 0 || frame.revision() != plant.revision()) {
            return;
        }
        Told by = told.computeIfAbsent(new Key(frame.metric(), frame.kind()), _ -> new Told(number));
        short[] of = by.of;
        if (of == null && by.only != number) {
            of = new short[plant.count(frame.kind())];
            Arrays.fill(of, by.only);
            by.of = of;
        }
        for (int i = 0; of != null && i < frame.size(); i++) {
            int slot = frame.slot(i);
            if (slot < of.length) {
                of[slot] = number;
            }
        }
    }

    private short number(EntityId source) {
        Short known = numbers.get(source);
        if (known == null && sources.size() < MOST_SOURCES) {
            sources.add(source);
            known = (short) sources.size();
            numbers.put(source, known);
        }
        return known == null ? 0 : known;
    }

    /** Who told it last, if anybody did. @param slot of something that was told at all; null where that is not known */
    synchronized @Nullable EntityId of(MetricId metric, EntityKind kind, int slot) {
        Told by = told.get(new Key(metric, kind));
        if (by == null) {
            return null;
        }
        short[] of = by.of;
        short number = of == null ? by.only : slot >= 0 && slot < of.length ? of[slot] : 0;
        return number == 0 ? null : sources.get(number - 1);
    }
}
