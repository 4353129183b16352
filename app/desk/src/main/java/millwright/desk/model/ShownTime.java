package millwright.desk.model;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import millwright.desk.Situation;
import millwright.desk.TimeControl;
import millwright.desk.draw.Speeds;
import millwright.feed.Command;
import millwright.feed.Interval;
import millwright.feed.TimeState;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * The one time of the desk. While live the range ends now and moves in steps, so that screens do not ask anew in every
 * frame; a replay moves through a range that stands until it is left. What it asks of the feed comes back as
 * {@link TimeState}. FX thread.
 */
public final class ShownTime implements TimeControl {
    private static final long STEPS_PER_RANGE = 1_200;

    /** A recording that is longer, without any named stretch, is not listened to from its beginning. */
    private static final long LONG = 48 * Times.HOUR;

    private final Consumer<Command> send;
    private final Consumer<String> refused;
    private final ReadOnlyObjectWrapper<Range> range;
    private final ReadOnlyObjectWrapper<@Nullable Range> brush = new ReadOnlyObjectWrapper<>();
    private TimeState state;
    private long now;
    private boolean following = true;
    private boolean opening = true;
    private boolean recorded;
    private long chosenLength = Times.HOUR;
    private double wantedSpeed = 1;

    /** @param refused told, in a sentence, what cannot be done */
    public ShownTime(Consumer<Command> send, Consumer<String> refused, long now) {
        this.send = send;
        this.refused = refused;
        this.now = now;
        this.state = new TimeState(TimeState.Mode.LIVE, now, now, now, 1);
        this.range = new ReadOnlyObjectWrapper<>(new Range(now - Times.HOUR, now));
    }

    /** Another source is listened to: what is shown of it is chosen when it tells how far it reaches. */
    public void attached() {
        opening = true;
        recorded = false;
        following = true;
        wantedSpeed = 1;
        state = new TimeState(TimeState.Mode.LIVE, now, now, now, 1);
        range.set(new Range(now - chosenLength, now));
        brush.set(null);
    }

    /** Called once a pulse. */
    public void advance(long newNow, Situation situation) {
        now = newNow;
        state = situation.time();
        if (opening && state.to() > state.from()) {
            opening = false;
            recorded = situation.replay(); // a plant that goes on begins at its present
            if (recorded) {
                open(situation);
            }
        }
        follow();
    }

    /** A recording is shown whole; the run that it begins in, where it has named ones. */
    private void open(Situation situation) {
        long at = state.now();
        Interval run = situation.intervals().stream()
                .filter(i -> i.from() <= at && at < i.to())
                .findFirst()
                .orElse(null);
        if (run != null) {
            range.set(around(run.from(), run.to()));
            return;
        }
        long before = Math.max(Times.HOUR, state.to() - at);
        range.set(new Range(Math.max(state.from(), at - before), state.to()));
        // what happened over months is known at their end; nobody waits there for the first hour to pass
        if (situation.intervals().isEmpty() && state.to() - state.from() > LONG) {
            wantedSpeed = Speeds.watching(extent().length());
            send.accept(new Command.Seek(state.to(), 0));
        }
    }

    private static Range around(long from, long to) {
        long room = Math.max(Times.SECOND, (to - from) / 100);
        return new Range(from - room, to + room);
    }

    private void follow() {
        Range shown = range.get();
        long step = Math.max(Times.SECOND, shown.length() / STEPS_PER_RANGE);
        if (!following) {
            return;
        }
        if (state.mode() == TimeState.Mode.LIVE ? Math.abs(now - shown.to()) >= step : now - shown.to() >= step) {
            range.set(new Range(now - shown.length(), now));
        } else if (now < shown.from()) {
            range.set(new Range(now - shown.length() / 2, now - shown.length() / 2 + shown.length()));
        }
    }

    /** Chooses how much is shown. Live it ends now; else the cursor stays where it is. @param length ns */
    public void length(long length) {
        chosenLength = length;
        Range shown = range.get();
        if (live()) {
            range.set(new Range(now - length, now));
        } else {
            long pivot = shown.has(now) ? now : shown.to();
            long from = pivot - Math.round((double) (pivot - shown.from()) / shown.length() * length);
            range.set(new Range(from, from + length));
        }
    }

    /** The length that was chosen last, ns; what a recording was opened with is not. */
    public long chosenLength() {
        return chosenLength;
    }

    /** Shows all that is known. */
    public void whole() {
        Range all = extent();
        range.set(live() ? new Range(now - all.length(), now) : all);
    }

    /** By a key, so around no pointer: the end stays while it is now, else the cursor. */
    public void zoom(double factor) {
        Range shown = range.get();
        range.set(shown.zoomed(factor, live() || !shown.has(now) ? shown.to() : now, extent()));
    }

    @Override
    public void zoom(double factor, long pivot) {
        following &= state.mode() == TimeState.Mode.REPLAY; // at its present the range would run away under the pointer
        range.set(range.get().zoomed(factor, pivot, extent()));
        following &= range.get().has(now); // else the next step would take away what was looked for
    }

    /** Whether it is a recording that is shown, not a plant that goes on. */
    public boolean recorded() {
        return recorded;
    }

    public boolean paused() {
        return state.speed() == 0 || ended();
    }

    /** Nothing follows in a recording; a plant that goes on always has more. */
    private boolean ended() {
        return recorded && now >= state.to();
    }

    @Override
    public Range extent() {
        long to = state.mode() == TimeState.Mode.LIVE ? Math.max(state.to(), now) : state.to();
        return to > state.from() ? new Range(state.from(), to) : range.get();
    }

    @Override
    public ReadOnlyObjectProperty<Range> range() {
        return range.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<@Nullable Range> brush() {
        return brush.getReadOnlyProperty();
    }

    @Override
    public boolean live() {
        return state.mode() == TimeState.Mode.LIVE && following;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void show(Range newRange) {
        following = false;
        range.set(newRange);
    }

    @Override
    public void brush(@Nullable Range newBrush) {
        brush.set(newBrush);
    }

    @Override
    public void seek(long to) {
        begun();
        following = false;
        Range shown = range.get();
        if (to < shown.from() || to > shown.to()) {
            range.set(new Range(to - shown.length() / 2, to + shown.length() / 2));
        }
        send.accept(new Command.Seek(to, 0));
    }

    @Override
    public void pause() {
        begun();
        send.accept(new Command.Seek(now, 0));
    }

    @Override
    public void play(double speed) {
        if (!affords(speed)) {
            return;
        }
        begun();
        wantedSpeed = speed;
        following = true;
        boolean liveAlready = state.mode() == TimeState.Mode.LIVE && speed == 1;
        if (!liveAlready) {
            long from = ended() ? Math.max(state.from(), Math.min(range.get().from(), state.to())) : now;
            send.accept(new Command.Seek(from, speed));
        }
    }

    /** Whoever can move in time before it is told to be a recording is at the present of a plant. */
    private void begun() {
        opening &= state.mode() == TimeState.Mode.REPLAY;
    }

    /** Nobody can go faster than a plant at its present. */
    private boolean affords(double speed) {
        boolean can = speed <= 1 || state.mode() != TimeState.Mode.LIVE;
        if (!can) {
            refused.accept("This is now: nothing can be played faster than it happens. Go back in time first.");
        }
        return can;
    }

    @Override
    public double wantedSpeed() {
        return wantedSpeed;
    }

    @Override
    public void wantSpeed(double speed) {
        if (!affords(speed)) {
            return;
        }
        if (paused()) {
            wantedSpeed = speed;
        } else {
            play(speed);
        }
    }

    @Override
    public void goLive() {
        following = true;
        wantedSpeed = 1;
        range.set(new Range(now - range.get().length(), now));
        send.accept(new Command.GoLive());
    }
}
