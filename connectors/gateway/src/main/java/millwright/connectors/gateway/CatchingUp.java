package millwright.connectors.gateway;

import java.util.HashSet;
import java.util.Set;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.Times;
import millwright.series.LatestColumns;

/**
 * Sources that tell their past as they open, faster than the clock ticks: while one does, nothing is summed up for now, as
 * series only go forward, and desks hear nothing of it, as what was is no news of what is. It ends when each of them has
 * told what is now, or tells nothing for a while, or takes too long. Plant thread.
 */
final class CatchingUp {
    /** Samples older than this speak of the past, not of a slow source. */
    private static final long PAST = 10 * Times.SECOND;

    /** Who tells samples as young as this, which are not overdue, has told his past. */
    private static final long PRESENT = LatestColumns.MIN_AGE;

    private static final long PAUSE = 1_500 * Times.MILLI;
    /** A busy machine may halt the plant thread itself for longer than the pause: ticks without a past are counted too. */
    private static final int QUIET_TICKS = 2;

    private static final long LONGEST = 30 * Times.SECOND;

    private final Set<EntityId> telling = new HashSet<>();
    private long heard;
    private int quietTicks;
    private long firstTick;
    private boolean under;
    private boolean over;

    /** Who has just told a plant may tell its past next. */
    void plantTold(long now) {
        if (mayBegin(now)) {
            heard = now;
            quietTicks = 0;
            under = true;
        }
    }

    /** @return true when it is of a past that is being told */
    boolean hears(Frame frame, long now) {
        long age = now - frame.sourceTime();
        if (age > PAST && mayBegin(now)) {
            telling.add(frame.origin().source());
            plantTold(now);
            return true;
        }
        if (age <= PRESENT && telling.remove(frame.origin().source()) && telling.isEmpty()) {
            heard = 0;
            ends();
        }
        return false;
    }

    private boolean mayBegin(long now) {
        return firstTick == 0 || now - firstTick < LONGEST;
    }

    boolean underway() {
        return under;
    }

    /** Asked once a tick. */
    boolean goesOn(long now) {
        firstTick = firstTick == 0 ? now : firstTick;
        boolean pausing = now - heard < PAUSE || ++quietTicks < QUIET_TICKS;
        boolean setBack = now < heard || now < firstTick; // a clock that was put right says nothing of pauses
        boolean goesOn = heard > 0 && pausing && now - firstTick < LONGEST && !setBack;
        if (!goesOn) {
            telling.clear();
            ends();
        }
        return goesOn;
    }

    private void ends() {
        over |= under;
        under = false;
    }

    /** True once after it has ended: now desks are told how things stand, and nobody need wait for the next tick. */
    boolean hasEnded() {
        boolean ended = over;
        over = false;
        return ended;
    }
}
