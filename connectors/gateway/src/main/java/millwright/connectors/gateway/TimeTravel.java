package millwright.connectors.gateway;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Origin;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * Moves one attachment through what the history holds: at each step it gets, for every metric it wants, the last
 * samples as of the time it stands at, of the entities that the plant has now. Others are not moved. Its steps run on
 * the beat thread, the reading on the history's own; a step that is still being read is not overtaken.
 */
final class TimeTravel {
    private static final long STEP_MILLIS = 250;
    /** Entities read by one question. */
    private static final int AT_ONCE = 4_096;

    /** Of which slots of a plant something was told. */
    private record Told(Plant plant, BitSet slots) {
        static Told nothing(Plant plant) {
            return new Told(plant, new BitSet());
        }

        Told in(Plant after, EntityKind kind) {
            if (after.revision() == plant.revision()) {
                return this;
            }
            Told moved = nothing(after);
            slots.stream()
                    .map(slot -> after.slotOf(kind, plant.at(kind, slot).id()))
                    .filter(slot -> slot >= 0)
                    .forEach(moved.slots::set);
            return moved;
        }
    }

    private final Gateway gateway;
    private final Attachment attachment;
    private final Supplier<@Nullable Publisher> publisher;
    private final Runnable onCaughtUp;
    private Set<Want> wants = Set.of();
    /** Where in time each was read last. */
    private final Map<Want, Long> readAt = new HashMap<>();

    private final Map<Wants.Column, Told> told = new HashMap<>();

    private @Nullable Future<?> steps;
    private long at;
    private double speed;
    private int reading;
    private boolean shown;

    /** @param onCaughtUp told when a fast replay has come to now, and its desk is live by that */
    TimeTravel(Gateway gateway, Attachment attachment, Supplier<@Nullable Publisher> publisher, Runnable onCaughtUp) {
        this.gateway = gateway;
        this.attachment = attachment;
        this.publisher = publisher;
        this.onCaughtUp = onCaughtUp;
    }

    synchronized void want(Set<Want> replacement) {
        wants = replacement;
        readAt.keySet().retainAll(replacement);
        shown = false;
    }

    synchronized void seek(Command.Seek seek, Set<Want> wanted) {
        long now = gateway.parts().clock().getAsLong();
        wants = wanted;
        at = Math.min(seek.to(), now);
        speed = seek.speed();
        shown = false;
        attachment.away(true);
        if (steps == null) {
            steps = gateway.beats().scheduleAtFixedRate(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** True while its attachment is in the past. */
    synchronized boolean underway() {
        return steps != null;
    }

    synchronized void goLive() {
        close();
        attachment.away(false);
        long now = gateway.parts().clock().getAsLong();
        tell(new TimeState(TimeState.Mode.LIVE, now, oldest(now), now, 1, gateway.began()));
    }

    synchronized void close() {
        if (steps != null) {
            steps.cancel(false);
            steps = null;
        }
    }

    private synchronized void step() {
        if (attachment.ended()) {
            close();
            return;
        }
        long now = gateway.parts().clock().getAsLong();
        if (shown) {
            at = Math.clamp(at + (long) (speed * STEP_MILLIS * Times.MILLI), 0, now);
        }
        if (speed > 1 && at >= now) {
            goLive(); // nothing goes faster than it happens
            onCaughtUp.run();
            return;
        }
        tell(new TimeState(TimeState.Mode.REPLAY, at, oldest(now), now, speed, gateway.began()));
        if (reading == 0 && (speed != 0 || !shown)) {
            boolean all = !shown;
            shown = true; // before reading: what is there at once may find that the plant moved, and ask for all again
            wants.stream().filter(want -> all || isDue(want)).forEach(this::read);
        }
    }

    /** At the pace of plant time, whichever way it goes. */
    private boolean isDue(Want want) {
        Long before = readAt.get(want);
        return before == null || Math.abs(at - before) >= want.every();
    }

    /** Where the store begins, or as far back as a source keeps something; nothing before it can be shown. */
    private long oldest(long now) {
        long[] kept = gateway.room().store().extent();
        long reach = now - gateway.past().reach();
        return kept == null ? reach : Math.min(kept[0], reach);
    }

    private void read(Want want) {
        Plant plant = gateway.plant();
        int[] slots = EntitySet.of(plant, want.kind(), want.within()).stream().toArray();
        Metric metric = gateway.catalogue().find(want.metric()).orElse(null);
        Publisher mine = publisher.get();
        if (metric == null
                || slots.length == 0
                || mine == null
                || !mine.lens().scope().isEverything()) {
            return;
        }
        reading++;
        readAt.put(want, at);
        read(want, plant, slots, new Past(metric, want.kind(), slots, at), at, 0);
    }

    /** A large plant is read part by part, so that what is read at once stays small. */
    private void read(Want want, Plant plant, int[] slots, Past past, long time, int first) {
        int end = Math.min(first + AT_ONCE, slots.length);
        List<EntityId> ids = ids(plant, want.kind(), Arrays.stream(slots, first, end));
        gateway.history()
                .query(new WindowQuery(want.metric(), ids, time - Past.REACH, time + 1, Past.COLUMNS, false))
                .whenComplete((windows, problem) -> {
                    if (windows != null) {
                        past.take(first, windows);
                    }
                    if (windows == null) {
                        done(want, plant, past, false);
                    } else if (end < slots.length) {
                        read(want, plant, slots, past, time, end);
                    } else {
                        around(want, plant, slots, past, time, past.alone(), 0);
                    }
                });
    }

    /** Whether what stands alone in its minute is told once a minute, or was the last word, is said by what is around it. */
    private void around(Want want, Plant plant, int[] slots, Past past, long time, int[] alone, int first) {
        int end = Math.min(first + AT_ONCE, alone.length);
        if (end == first) {
            done(want, plant, past, true);
            return;
        }
        List<EntityId> ids =
                ids(plant, want.kind(), Arrays.stream(alone, first, end).map(place -> slots[place]));
        gateway.history()
                .query(new WindowQuery(
                        want.metric(), ids, time - Past.AROUND, time + Past.AROUND, Past.AROUND_COLUMNS, false))
                .whenComplete((windows, problem) -> {
                    for (int i = 0; windows != null && i < windows.size(); i++) {
                        past.around(alone[first + i], windows.get(i));
                    }
                    around(want, plant, slots, past, time, alone, end);
                });
    }

    private static List<EntityId> ids(Plant plant, EntityKind kind, IntStream slots) {
        return slots.mapToObj(slot -> plant.at(kind, slot).id()).toList();
    }

    private synchronized void done(Want want, Plant plant, Past past, boolean whole) {
        reading--;
        if (gateway.plant().revision() != plant.revision()) {
            shown = false; // its slots may mean others by now: it is read again
        } else if (whole && steps != null) {
            boolean simulated = gateway.room().simulated(want.metric(), want.kind());
            Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "gateway"), simulated);
            long interval = gateway.room().interval(want.metric(), want.kind());
            Told known = told.computeIfAbsent(Wants.Column.of(want), _ -> Told.nothing(plant))
                    .in(plant, want.kind());
            told.put(Wants.Column.of(want), known);
            past.frames(plant.revision(), interval, origin, known.slots()).forEach(this::tell);
        }
    }

    private void tell(millwright.feed.PlantEvent event) {
        Publisher mine = publisher.get();
        if (mine != null) {
            attachment.tell(Down.of(mine.epoch(), 0, event));
        }
    }
}
