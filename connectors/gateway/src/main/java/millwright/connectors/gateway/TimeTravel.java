package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * Moves one attachment through what the history holds: at each step it gets, for every metric it wants, the newest
 * values as of the time it stands at. Others are not moved. Its steps run on the beat thread, the reading on the
 * history's own; a step that is still being read is not overtaken.
 */
final class TimeTravel {
    private static final long STEP_MILLIS = 250;
    /** How far back a value may lie and still count as the newest. */
    private static final long REACH = 60 * Times.SECOND;

    private final Gateway gateway;
    private final Attachment attachment;
    private final Supplier<@Nullable Publisher> publisher;
    private Set<Want> wants = Set.of();
    private @Nullable Future<?> steps;
    private long at;
    private double speed;
    private int reading;
    private boolean shown;

    TimeTravel(Gateway gateway, Attachment attachment, Supplier<@Nullable Publisher> publisher) {
        this.gateway = gateway;
        this.attachment = attachment;
        this.publisher = publisher;
    }

    synchronized void want(Set<Want> replacement) {
        wants = replacement;
        shown = false;
    }

    synchronized void seek(Command.Seek seek, Set<Want> initial) {
        long now = gateway.parts().clock().getAsLong();
        if (wants.isEmpty()) {
            wants = initial;
        }
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

    synchronized Set<Want> wants() {
        return wants;
    }

    synchronized void goLive() {
        close();
        attachment.away(false);
        long now = gateway.parts().clock().getAsLong();
        tell(new TimeState(TimeState.Mode.LIVE, now, oldest(now), now, 1));
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
        tell(new TimeState(TimeState.Mode.REPLAY, at, oldest(now), now, speed));
        if (reading == 0 && (speed != 0 || !shown)) {
            shown = true;
            wants.forEach(this::read);
        }
    }

    /** Where the store begins; nothing before it can be shown. */
    private long oldest(long now) {
        long[] kept = gateway.room().store().extent();
        return kept == null ? now : Math.min(kept[0], now);
    }

    private void read(Want want) {
        Plant plant = gateway.plant();
        List<EntityId> ids = new ArrayList<>(plant.count(want.kind()));
        for (int slot = 0; slot < plant.count(want.kind()); slot++) {
            ids.add(plant.at(want.kind(), slot).id());
        }
        Metric metric = gateway.catalogue().find(want.metric()).orElse(null);
        Publisher mine = publisher.get();
        if (metric == null
                || ids.isEmpty()
                || mine == null
                || !mine.lens().scope().isEverything()) {
            return;
        }
        long time = at;
        reading++;
        gateway.history()
                .query(new WindowQuery(want.metric(), ids, time - REACH, time + 1, 1, false))
                .whenComplete((windows, problem) -> read(metric, want, plant, time, windows));
    }

    private synchronized void read(Metric metric, Want want, Plant plant, long time, @Nullable List<Window> windows) {
        reading--;
        if (windows != null && steps != null) {
            double[] numbers = new double[windows.size()];
            byte[] states = new byte[windows.size()];
            for (int i = 0; i < numbers.length; i++) {
                Window window = windows.get(i);
                numbers[i] = window.last()[0];
                states[i] = window.state()[0];
            }
            var values = Frames.values(metric, numbers);
            if (values != null) {
                Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "gateway"), false);
                Frame frame = Frames.frame(
                        metric.id(), want.kind(), plant.revision(), time, time, values, States.of(states), origin);
                tell(frame);
            }
        }
    }

    private void tell(millwright.feed.PlantEvent event) {
        Publisher mine = publisher.get();
        if (mine != null) {
            attachment.tell(Down.of(mine.epoch(), 0, event));
        }
    }
}
