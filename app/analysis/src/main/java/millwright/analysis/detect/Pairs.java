package millwright.analysis.detect;

import java.util.Arrays;
import java.util.Map;
import millwright.feed.AveragedOver;
import millwright.feed.Frame;
import millwright.plant.Agreement;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/**
 * Sums of one quantity over a window, of the source that is shown (0) and of another (1), for every entity of a kind; the
 * means of the window before, and whether they are apart, which takes two windows in a row. Where a source says that it
 * averages over longer, the window of that thing is as many times as long. What few samples of a load that swings may miss of
 * its mean by chance is no difference. One thread.
 */
final class Pairs {
    private static final int LEAST_SAMPLES = 3;
    /** The first of them began before the window, and phases take another. */
    private static final int INTERVALS = 6;
    /** A mean misses by more than so many standard errors once in twenty times. */
    private static final double ERRORS = 2;

    private static final long NEVER = Long.MIN_VALUE;

    private final Agreement agreement;
    private final EntityKind kind;
    private final Hold hold;
    private final Side[] sides = {new Side(0), new Side(0)};
    private long[] apartSince = {};
    private double[] tolerances = {};
    /** When the sums of each began, and the ns that the means of each are of. */
    private long[] began = {};

    private long[] spans = {};
    private long longest;
    private long start = NEVER;

    Pairs(Agreement agreement, EntityKind kind, Hold hold) {
        this.agreement = agreement;
        this.kind = kind;
        this.hold = hold;
    }

    Agreement agreement() {
        return agreement;
    }

    EntityKind kind() {
        return kind;
    }

    String order() {
        return agreement.metric().name() + "/" + kind;
    }

    int size() {
        return apartSince.length;
    }

    /** Takes the samples whose averaging began in this window, by our clock: that of a source may be off by more. */
    void hear(int side, Frame frame) {
        longest = Math.max(longest, frame.interval());
        if (start == NEVER) {
            return;
        }
        // Peers of one feed may tell the same entity by turns; they count as one.
        EntityId source = Tellers.feed(frame.origin().source());
        byte[] states = new byte[frame.size()];
        frame.states().expand(states, 0);
        for (int i = 0; i < states.length; i++) {
            int slot = frame.slot(i);
            if (slot < size() && states[i] == DataState.OK.ordinal()) {
                if (!source.equals(sides[side].source[slot])) {
                    anew(side, slot, source);
                }
                long over = Math.max(frame.interval(), sides[side].averaged[slot]);
                if (frame.receiveTime() - over >= began[slot]) {
                    sides[side].add(slot, frame.values().asDouble(i));
                }
            }
        }
    }

    /** Another source tells from here on: what the one before said is not held against it. */
    private void anew(int side, int slot, EntityId source) {
        sides[side].source[slot] = source;
        sides[side].averaged[slot] = Side.UNSAID;
        apartSince[slot] = NEVER;
        hold.forget(slot);
        for (Side each : sides) {
            each.begin(slot);
            each.mean[slot] = Double.NaN;
        }
    }

    /** Compares when a window is over. @param calm part of the tolerance below which they agree again */
    void step(Moment moment, double calm) {
        hold.fit(moment);
        if (moment.moves().moved(kind) || size() != moment.plant().count(kind)) {
            move(moment);
        }
        if (start == NEVER) {
            start = moment.now();
            Arrays.fill(began, start);
            return;
        }
        long wanted = Math.max(agreement.window(), INTERVALS * longest);
        if (moment.now() - start < wanted) {
            return;
        }
        for (int slot = 0; slot < size(); slot++) {
            long span = moment.now() - began[slot];
            if (span >= INTERVALS * averaged(moment, slot)) {
                spans[slot] = span;
                compare(slot, calm, moment.now());
                begin(slot, moment.now());
            }
        }
        start = moment.now();
    }

    /** Learns what the sources say of that. @return ns of the longer one, negative where neither says */
    private long averaged(Moment moment, int slot) {
        Map<String, String> said =
                moment.plant().nativeIds(moment.plant().at(kind, slot).id());
        long longer = Side.UNSAID;
        for (Side side : sides) {
            EntityId source = side.source[slot];
            side.averaged[slot] = source == null
                    ? Side.UNSAID
                    : AveragedOver.by(name(source), agreement.metric(), said).orElse(Side.UNSAID);
            longer = Math.max(longer, side.averaged[slot]);
        }
        return longer;
    }

    private void compare(int slot, double calm, long now) {
        Side one = sides[0];
        Side two = sides[1];
        int fewer = Math.min(one.count[slot], two.count[slot]);
        if (fewer >= LEAST_SAMPLES) {
            one.keepMean(slot);
            two.keepMean(slot);
            double deviation = Math.max(one.deviation(slot), two.deviation(slot));
            double apart = Math.abs(one.mean[slot] - two.mean[slot]);
            double tolerance =
                    agreement.tolerance(one.mean[slot], two.mean[slot]) + ERRORS * deviation / Math.sqrt(fewer);
            tolerances[slot] = tolerance;
            compared(slot, apart > tolerance, apart <= calm * tolerance, now);
        } else if (fewer == 0) {
            compared(slot, false, true, now); // who says nothing contradicts nobody
        }
    }

    /** One window apart may be chance; the second says that the first was none. */
    private void compared(int slot, boolean failed, boolean passed, long now) {
        long first = apartSince[slot] == NEVER ? now : apartSince[slot];
        boolean counts = failed && (apartSince[slot] != NEVER || hold.unchanged(slot, now));
        apartSince[slot] = failed ? first : NEVER;
        boolean unused = hold.update(slot, counts, passed, counts ? first : now);
    }

    private void begin(int slot, long now) {
        began[slot] = now;
        for (Side side : sides) {
            side.begin(slot);
        }
    }

    /** Entities came or went: means and sources go with theirs, the window begins anew. */
    private void move(Moment moment) {
        int size = moment.plant().count(kind);
        int[] before = new int[size];
        for (int slot = 0; slot < size; slot++) {
            int old = moment.moves().moved(kind) ? moment.moves().before(kind, slot) : slot;
            before[slot] = old < size() ? old : -1;
        }
        for (int side = 0; side < sides.length; side++) {
            sides[side] = sides[side].moved(before);
        }
        long[] since = new long[size];
        double[] tolerance = new double[size];
        long[] span = new long[size];
        for (int slot = 0; slot < size; slot++) {
            since[slot] = before[slot] < 0 ? NEVER : apartSince[before[slot]];
            tolerance[slot] = before[slot] < 0 ? Double.NaN : tolerances[before[slot]];
            span[slot] = before[slot] < 0 ? 0 : spans[before[slot]];
        }
        apartSince = since;
        tolerances = tolerance;
        began = new long[size];
        Arrays.fill(began, moment.now());
        spans = span;
        start = start == NEVER ? NEVER : moment.now();
    }

    boolean holds(int slot, long now) {
        return hold.unchanged(slot, now);
    }

    long since(int slot) {
        return hold.since(slot);
    }

    double mean(int side, int slot) {
        return sides[side].mean[slot];
    }

    /** Difference of the means that was still agreement. */
    double tolerance(int slot) {
        return tolerances[slot];
    }

    /** Name of the source that told last. */
    String source(int side, int slot) {
        return name(sides[side].source[slot]);
    }

    private static String name(@Nullable EntityId source) {
        return source == null
                ? "a source"
                : source.text().substring(source.text().indexOf(':') + 1);
    }

    /** ns of the window that the means are of. */
    long span(int slot) {
        return spans[slot];
    }

    /** What the source says its values are averaged over, in words; empty where it says nothing. */
    String averaged(int side, int slot) {
        long over = sides[side].averaged[slot];
        return over < 0 ? "" : AveragedOver.words(over);
    }
}
