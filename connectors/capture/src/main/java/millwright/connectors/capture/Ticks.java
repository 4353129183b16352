package millwright.connectors.capture;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The ticks of a tile as they are written: runs of equal differences, each tick made when it is asked for. One thread. */
final class Ticks extends AbstractList<Tick> implements RandomAccess {
    /** @param start place of its first tick @param before the tick ahead of it */
    private record Run(int start, Tick before, Tick step) {}

    private final List<Run> runs = new ArrayList<>();
    private Tick last = new Tick(0, 0, 0, 0, 0);
    private int size;
    private int lately;

    /** @param run how many, at least 1, each {@code step} after the one before */
    void append(int run, Tick step) {
        runs.add(new Run(size, last, step));
        last = last.plus(step, run);
        size += run;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Tick get(int index) {
        Objects.checkIndex(index, size);
        if (runs.get(lately).start > index) {
            lately = 0;
        }
        while (lately + 1 < runs.size() && runs.get(lately + 1).start <= index) {
            lately++;
        }
        Run run = runs.get(lately);
        return run.before.plus(run.step, index - run.start + 1);
    }

    /** ns from each tick to the next, as most sources tell theirs; 0 when they are not all alike. */
    long step() {
        long step = 0;
        for (int r = 0; r < runs.size(); r++) {
            Run run = runs.get(r);
            int end = r + 1 < runs.size() ? runs.get(r + 1).start : size;
            if (end == 1) {
                continue; // nothing stands before the very first
            }
            long next = run.step.sourceTime();
            if (next <= 0 || run.step.interval() != 0 || step != 0 && next != step) {
                return 0;
            }
            step = next;
        }
        return step;
    }
}
