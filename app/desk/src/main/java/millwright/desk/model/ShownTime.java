package millwright.desk.model;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import millwright.desk.TimeControl;
import millwright.feed.Command;
import millwright.feed.TimeState;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * The one time of the desk. While live the range ends now and moves in steps, so that screens do not ask anew in every
 * frame. What it asks of the feed comes back as {@link TimeState}. FX thread.
 */
public final class ShownTime implements TimeControl {
    private static final long STEPS_PER_RANGE = 1_200;

    private final Consumer<Command> send;
    private final ReadOnlyObjectWrapper<Range> range;
    private final ReadOnlyObjectWrapper<@Nullable Range> brush = new ReadOnlyObjectWrapper<>();
    private TimeState state;
    private long now;
    private boolean following = true;

    public ShownTime(Consumer<Command> send, long now) {
        this.send = send;
        this.now = now;
        this.state = new TimeState(TimeState.Mode.LIVE, now, now, now, 1);
        this.range = new ReadOnlyObjectWrapper<>(new Range(now - Times.HOUR, now));
    }

    /** Called once a pulse. */
    public void advance(long newNow, TimeState newState) {
        now = newNow;
        state = newState;
        Range shown = range.get();
        long step = Math.max(Times.SECOND, shown.length() / STEPS_PER_RANGE);
        if (following && Math.abs(now - shown.to()) >= step) {
            range.set(new Range(now - shown.length(), now));
        }
    }

    /** Chooses how much is shown; the end stays. @param length ns */
    public void length(long length) {
        long end = following ? now : range.get().to();
        range.set(new Range(end - length, end));
    }

    /** The world's own word on where it stands. */
    public TimeState state() {
        return state;
    }

    public boolean paused() {
        return state.speed() == 0;
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
        following = false;
        Range shown = range.get();
        if (to < shown.from() || to > shown.to()) {
            range.set(new Range(to - shown.length() / 2, to + shown.length() / 2));
        }
        send.accept(new Command.Seek(to, 0));
    }

    @Override
    public void pause() {
        send.accept(new Command.Seek(now, 0));
    }

    @Override
    public void play(double speed) {
        following = true;
        send.accept(new Command.Seek(now, speed));
    }

    @Override
    public void goLive() {
        following = true;
        range.set(new Range(now - range.get().length(), now));
        send.accept(new Command.GoLive());
    }
}
