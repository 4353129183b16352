package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Frame;
import millwright.plant.Agreement;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose value stands where several sources tell one metric of one thing: by {@link Precedence}, never by who came
 * last. What another source says is kept beside it where {@link Agreement} names a place, and left out elsewhere. A source
 * that has told no number of a thing for as long as makes values stale gives way, but never one that tells a counter: those
 * of two sources began at different times. Of several others the most direct that tells is kept beside, so that there too
 * only one stands. Plant thread; a bit per thing, metric and source where several tell a metric, and a long as soon as two
 * of them tell it of the same thing.
 */
final class Believed {
    private static final long LEAST = 5 * Times.SECOND;
    private static final int INTERVALS = 3;

    private record Key(MetricId metric, EntityKind kind) {}

    /** One of several sources of a column. */
    private static final class Rival {
        final String source;
        final int rank;
        long interval;
        /** Slots of which it told anything. */
        final BitSet seen = new BitSet();
        /** When it last told a number of the thing at a slot; 0 for never. Empty until there is something to decide. */
        long[] told = {};

        Rival(String source, int rank) {
            this.source = source;
            this.rank = rank;
        }

        /** A time that lies ahead is of before the clock was set back: its silence counts from now on. */
        boolean speaks(int slot, long now) {
            told[slot] = Math.min(told[slot], now);
            return told[slot] != 0 && now - told[slot] <= Math.max(LEAST, INTERVALS * interval);
        }
    }

    private static final class Contest {
        final List<Rival> rivals = new ArrayList<>();
        EntityId[] things = {};
        final boolean counter;
        long revision = -1;
        /** Whether two tell of one thing; who told a counter is remembered from the first. */
        boolean open;

        Contest(boolean counter) {
            this.counter = counter;
            this.open = counter;
        }

        boolean opens(Rival mine, Frame frame) {
            for (int i = 0; i < frame.size(); i++) {
                mine.seen.set(frame.slot(i));
            }
            for (Rival rival : rivals) {
                open |= rival != mine && rival.seen.intersects(mine.seen);
            }
            return open;
        }
    }

    private static final int STANDS = 0;
    private static final int BESIDE = 1;
    private static final int LEFT_OUT = 2;

    private final Precedence precedence = Precedence.standard();
    private final Catalogue catalogue;
    private final Map<MetricId, MetricId> besides = new HashMap<>();
    private final Map<Key, Contest> contests = new HashMap<>();

    Believed(Catalogue catalogue) {
        this.catalogue = catalogue;
        Agreement.standard().forEach(a -> besides.put(a.metric(), a.other()));
    }

    /**
     * What of a frame stands, what is kept beside it.
     *
     * @param frame in slots of the merged plant @return at most two frames
     */
    List<Frame> sort(String source, String protocol, Frame frame, Plant merged) {
        Contest contest = contests.computeIfAbsent(new Key(frame.metric(), frame.kind()), k -> contest(k.metric()));
        Rival mine = rival(contest, source, protocol, frame.metric());
        mine.interval = Math.max(mine.interval, frame.interval());
        boolean alone = contest.rivals.size() == 1;
        if (alone && !contest.counter) {
            return List.of(frame);
        }
        fit(contest, frame.kind(), merged);
        if (!contest.open && !contest.opens(mine, frame)) {
            return List.of(frame);
        }
        contest.rivals.forEach(r -> r.told = r.told.length == 0 ? new long[contest.things.length] : r.told);
        byte[] states = new byte[frame.size()];
        frame.states().expand(states, 0);
        for (int i = 0; i < states.length; i++) {
            if (states[i] == DataState.OK.ordinal()) {
                mine.told[frame.slot(i)] = frame.receiveTime();
            }
        }
        return alone ? List.of(frame) : sorted(contest, mine, frame, states);
    }

    private List<Frame> sorted(Contest contest, Rival mine, Frame frame, byte[] states) {
        List<Integer> stands = new ArrayList<>();
        List<Integer> beside = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            int slot = frame.slot(i);
            boolean number = states[i] == DataState.OK.ordinal();
            int place = place(contest, mine, slot, number, frame.receiveTime());
            if (place == STANDS) {
                stands.add(i);
            } else if (place == BESIDE) {
                beside.add(i);
            }
        }
        return parts(frame, stands, beside);
    }

    private Rival rival(Contest contest, String source, String protocol, MetricId metric) {
        for (Rival rival : contest.rivals) {
            if (rival.source.equals(source)) {
                return rival;
            }
        }
        Rival fresh = new Rival(source, precedence.rank(metric, protocol));
        contest.rivals.add(fresh);
        contest.rivals.sort(Comparator.<Rival>comparingInt(r -> r.rank).thenComparing(r -> r.source));
        return fresh;
    }

    private Contest contest(MetricId metric) {
        return new Contest(catalogue
                .find(metric)
                .filter(m -> m.kind() == MetricKind.COUNTER)
                .isPresent());
    }

    /** A number gives way to whoever is more direct, a blank to anybody who has a number. */
    private static int place(Contest contest, Rival mine, int slot, boolean number, long now) {
        if (contest.counter) {
            return counts(contest, mine, slot) ? STANDS : LEFT_OUT;
        }
        int place = STANDS;
        for (Rival rival : contest.rivals) {
            if (rival == mine) {
                if (number) {
                    return place;
                }
            } else if (rival.speaks(slot, now)) {
                place = number && place == STANDS ? BESIDE : LEFT_OUT;
            }
        }
        return place;
    }

    /** The most direct that ever told a number, silent or not. */
    private static boolean counts(Contest contest, Rival mine, int slot) {
        for (Rival rival : contest.rivals) {
            if (rival.told[slot] != 0) {
                return rival == mine;
            }
        }
        return true;
    }

    /** A source that is no more has no say any longer, about counters too. */
    void gone(String source) {
        contests.values().forEach(contest -> contest.rivals.removeIf(rival -> rival.source.equals(source)));
    }

    private List<Frame> parts(Frame frame, List<Integer> stands, List<Integer> beside) {
        if (stands.size() == frame.size()) {
            return List.of(frame);
        }
        List<Frame> parts = new ArrayList<>();
        if (!stands.isEmpty()) {
            parts.add(part(frame, frame.metric(), stands));
        }
        MetricId place = besides.get(frame.metric());
        if (place != null && !beside.isEmpty()) {
            parts.add(part(frame, place, beside));
        }
        return parts;
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    private static Frame part(Frame frame, MetricId metric, List<Integer> of) {
        int[] places = of.stream().mapToInt(Integer::intValue).toArray();
        int[] slots = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            slots[i] = frame.slot(places[i]);
        }
        return new Frame(
                metric,
                frame.kind(),
                frame.revision(),
                slots,
                frame.sourceTime(),
                frame.receiveTime(),
                frame.interval(),
                Frames.pick(frame.values(), places),
                Frames.pick(frame.states(), places),
                frame.origin());
    }

    /** Slots mean what they mean in this revision: what was remembered goes with the things. */
    private static void fit(Contest contest, EntityKind kind, Plant plant) {
        if (contest.revision == plant.revision()) {
            return;
        }
        contest.revision = plant.revision();
        EntityId[] now = new EntityId[plant.count(kind)];
        boolean same = now.length == contest.things.length;
        for (int slot = 0; slot < now.length; slot++) {
            now[slot] = plant.at(kind, slot).id();
            same = same && now[slot].equals(contest.things[slot]);
        }
        if (same) {
            return;
        }
        Map<EntityId, Integer> before = new HashMap<>();
        for (int slot = 0; slot < contest.things.length; slot++) {
            before.put(contest.things[slot], slot);
        }
        for (Rival rival : contest.rivals) {
            rival.seen.clear();
            long[] told = new long[contest.open ? now.length : 0];
            for (int slot = 0; slot < told.length; slot++) {
                @Nullable Integer was = before.get(now[slot]);
                told[slot] = was == null || was >= rival.told.length ? 0 : rival.told[was];
            }
            rival.told = told;
        }
        contest.things = now;
    }
}
