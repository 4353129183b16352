package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import millwright.analysis.kpi.Rollup;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.LatestColumns;

/**
 * A source in the desk's own program tells an hour of its past as it opens, and to keep and to analyse that takes longer
 * than to draw a window. So what has to be done in order waits here, while newest values and sums of their own tell the
 * desk how things stand; once it had time to draw them, the rest is worked off little by little. Once in the life of a
 * gateway. Plant thread. Bounded by bytes: when more comes, the oldest is done at
 * once.
 */
final class PresentFirst {
    /** What is older says nothing of now. Whoever was silent for longer is told of when the rest is worked off. */
    private static final long RECENT = 2 * Times.MINUTE;
    /** Real time, ns, in which a desk draws what it was told first and needs the processor for it. */
    private static final long BREATH = 500_000_000;

    private static final long SLICE = 10_000_000;
    private static final long MOST_BYTES = 64L << 20;

    private enum Stage {
        BEFORE,
        UNDERWAY,
        TOLD,
        OVER
    }

    private record Waiting(Runnable work, long bytes) {}

    private final LatestColumns latest = new LatestColumns();
    private final Rollup sums = new Rollup();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final long most;
    private Stage stage;
    private long bytes;
    private long toldAt;

    /** @param wanted false: everything is done as it comes */
    PresentFirst(boolean wanted) {
        this(wanted, MOST_BYTES);
    }

    PresentFirst(boolean wanted, long most) {
        this.most = most;
        stage = wanted ? Stage.BEFORE : Stage.OVER;
    }

    boolean mayBegin() {
        return stage == Stage.BEFORE;
    }

    boolean underway() {
        return stage == Stage.UNDERWAY || stage == Stage.TOLD;
    }

    void begin(Plant plant) {
        stage = Stage.UNDERWAY;
        latest.moved(latest.plant(), plant);
    }

    /** The newest values while it is underway. */
    LatestColumns latest() {
        return latest;
    }

    void moved(Plant plant) {
        latest.moved(latest.plant(), plant);
    }

    void hears(Frame frame, long now) {
        if (now - frame.sourceTime() <= RECENT) {
            latest.put(frame);
        }
    }

    /** They are told and not kept: series only go forward, and the past comes first. */
    void sumUp(Plant plant, long now, FeedSink out) {
        latest.sweep(now);
        sums.tick(plant, latest, now, made -> {
            if (made instanceof Frame frame) {
                latest.put(frame);
            }
            out.accept(made);
        });
    }

    /** What is to be done with an event, after all that came before. */
    void add(PlantEvent event, Runnable work) {
        long cost = Down.costOf(event);
        waiting.add(new Waiting(work, cost));
        bytes += cost;
        while (bytes > most) {
            next();
        }
    }

    long bytes() {
        return bytes;
    }

    /** The desk was told how things stand. @param at {@link System#nanoTime} */
    void told(long at) {
        if (stage == Stage.UNDERWAY) {
            stage = Stage.TOLD;
            toldAt = at;
        }
    }

    /** @param at {@link System#nanoTime} */
    boolean due(long at) {
        return stage == Stage.TOLD && at - toldAt >= BREATH;
    }

    /** Does a little of what waits. @return true when that was the last of it */
    boolean goOn() {
        long end = System.nanoTime() + SLICE;
        do {
            next();
        } while (!waiting.isEmpty() && System.nanoTime() < end);
        if (waiting.isEmpty()) {
            stage = Stage.OVER;
        }
        return waiting.isEmpty();
    }

    /** Does all of what waits, and lets nothing wait again. @return true when the desk had been told how things stand */
    boolean finish() {
        boolean told = stage == Stage.TOLD;
        while (!waiting.isEmpty()) {
            next();
        }
        stage = Stage.OVER;
        return told;
    }

    private void next() {
        Waiting first = waiting.poll();
        if (first != null) {
            bytes -= first.bytes;
            first.work.run();
        }
    }
}
