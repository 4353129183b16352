package millwright.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.tile.TileEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one set of entities: full-rate rows while they are young, then steps of {@link #rollStep}. One thread
 * appends, any thread reads. Bounded by its retention and by {@link #shed}.
 */
final class Series {
    /** Steps that may wait for a full tile of rows; a past told in coarse steps fills these first. */
    private static final int MOST_UNPACKED_STEPS = 4;

    /** Values of a tile of steps: those of few entities are packed many together, a header for each would outweigh them. */
    private static final int STEP_VALUES = 1 << 15;

    private static final int MOST_STEPS_TOGETHER = 15;

    /** Steps that one row may fill. */
    private static final long MOST_STEPS = 360;

    private final SlotMap slots;
    private final long fullFor;
    private final long rollStep;
    private final long rollFor;
    private final int together;
    private final Lines lines;
    private final Deque<SealedRows> sealed = new ArrayDeque<>();
    private final List<Row> open = new ArrayList<>();
    private final Deque<RolledStep> rolled = new ArrayDeque<>();
    private @Nullable Rolled growing;
    private final RowSealer sealer;
    /** Held while packing: one tile is not packed twice. */
    private final Object packing = new Object();

    private long newest = Long.MIN_VALUE;
    /** When the newest row was received, by the clock that {@link #expire(long)} is called with. */
    private long heard = Long.MIN_VALUE;
    /** Newest row of which only steps are left. */
    private long dropped = Long.MIN_VALUE;
    /** What ended before is too old, though it may still stand in one tile with what is not. */
    private long forgotten = Long.MIN_VALUE;

    private int unpacked;
    private int unpackedSteps;

    Series(SlotMap slots, Retention retention, RowSealer sealer) {
        this.slots = slots;
        this.sealer = sealer;
        fullFor = retention.full();
        rollStep = retention.rollStep(slots.kind());
        rollFor = retention.rollFor(slots.kind());
        together = Math.clamp(STEP_VALUES / Math.max(1, slots.size()), 1, MOST_STEPS_TOGETHER);
        lines = new Lines(slots.size(), together < MOST_STEPS_TOGETHER ? Lines.MOST / together : 1);
    }

    SlotMap slots() {
        return slots;
    }

    /**
     * @param now epoch ns, of the clock that {@link #expire(long)} is called with
     * @return false when the row is older than what is already sealed and can no longer be taken in
     */
    synchronized boolean append(Frame frame, long now) {
        if (frame.sourceTime() <= newest) {
            return false;
        }
        Row row = Row.of(frame, newest);
        newest = row.time();
        heard = Math.max(now, frame.receiveTime());
        open.add(row);
        roll(row);
        if (open.size() >= RowSealer.ROWS) {
            sealed.addLast(new UnpackedRows(List.copyOf(open)));
            open.clear();
            unpacked++;
        }
        expireBefore(newest);
        return true;
    }

    /** A row that speaks for longer than a step fills the steps that it covers, so that slow sources leave no holes. */
    private void roll(Row row) {
        long start = step(row.time());
        long covered = step(row.time() - Math.clamp(row.hold() - 1, 0, MOST_STEPS * rollStep));
        long next =
                rolled.isEmpty() ? start : Math.max(covered, rolled.getLast().end());
        for (long at = next; at < start; at += rollStep) {
            begin(at).add(row);
        }
        Rolled step = growing;
        if (step == null || step.start() < start) {
            step = begin(start);
        }
        step.add(row);
    }

    /** True when there is work for {@link #pack}; asks once for each tile that became full. */
    synchronized boolean wantsPacking() {
        boolean wants = unpacked > 0 || unpackedSteps > Math.max(MOST_UNPACKED_STEPS, together);
        if (wants) {
            unpacked = 0;
            unpackedSteps = 0;
        }
        return wants;
    }

    /** True when {@link #pack} would make it smaller. */
    synchronized boolean holdsUnpacked() {
        return sealed.stream().anyMatch(rows -> rows instanceof UnpackedRows(List<Row> raw) && RowSealer.packs(raw))
                || !doneSteps().isEmpty();
    }

    /** Packs what has become full, oldest first; readers and the writer go on meanwhile. */
    void pack(TileEncoder encoder) {
        synchronized (packing) {
            packAll(encoder);
        }
    }

    private void packAll(TileEncoder encoder) {
        for (SealedRows raw : snapshot()) {
            if (raw instanceof UnpackedRows(List<Row> rows) && RowSealer.packs(rows)) {
                SealedRows packed = sealer.seal(rows, encoder);
                synchronized (this) {
                    replace(sealed, raw, packed);
                }
            }
        }
        for (List<Rolled> done : doneSteps()) {
            RolledStep packed = sealer.sealSteps(done, lines, encoder);
            synchronized (this) {
                replace(done, packed);
            }
        }
    }

    /**
     * Steps that are not added to any more, as many as go together or all before a hole; which one grows is only known under
     * the lock.
     */
    private synchronized List<List<Rolled>> doneSteps() {
        List<List<Rolled>> all = new ArrayList<>();
        List<Rolled> row = new ArrayList<>();
        for (RolledStep step : rolled) {
            boolean hole = !row.isEmpty() && row.getLast().end() != step.start();
            if (hole || row.size() == together) {
                all.add(List.copyOf(row));
                row.clear();
            }
            if (step instanceof Rolled whole && whole != growing) {
                row.add(whole);
            }
        }
        return all;
    }

    /** What was dropped meanwhile stays dropped, unless some of its row are left. */
    private void replace(List<Rolled> old, RolledStep made) {
        List<RolledStep> copy = new ArrayList<>(rolled);
        rolled.clear();
        boolean done = false;
        for (RolledStep one : copy) {
            boolean replaced = one instanceof Rolled step && old.contains(step);
            if (!replaced) {
                rolled.addLast(one);
            } else if (!done) {
                rolled.addLast(made);
                done = true;
            }
        }
    }

    private synchronized List<SealedRows> snapshot() {
        return List.copyOf(sealed);
    }

    /** What was dropped meanwhile stays dropped. */
    private static <T> void replace(Deque<T> all, T old, T made) {
        List<T> copy = new ArrayList<>(all);
        all.clear();
        copy.forEach(one -> all.addLast(one == old ? made : one));
    }

    private Rolled begin(long start) {
        Rolled step = new Rolled(start, rollStep, slots.size());
        rolled.addLast(step);
        growing = step;
        unpackedSteps++;
        return step;
    }

    private long step(long time) {
        return Math.floorDiv(time, rollStep) * rollStep;
    }

    /**
     * Drops what is older than its retention, also where nothing is told any more: a series ages as long as nothing was
     * received, by its own clock, which may differ from the receiver's.
     *
     * @param now epoch ns, of the clock of receive times
     * @return true when nothing is left
     */
    synchronized boolean expire(long now) {
        if (newest != Long.MIN_VALUE) {
            expireBefore(present(now));
        }
        return sealed.isEmpty() && open.isEmpty() && rolled.isEmpty();
    }

    private long present(long now) {
        return newest + Math.max(0, now - heard);
    }

    private void expireBefore(long present) {
        while (!sealed.isEmpty() && sealed.getFirst().to() < present - fullFor) {
            dropped = sealed.removeFirst().to();
        }
        if (!open.isEmpty() && open.getLast().time() < present - fullFor) {
            dropped = open.getLast().time();
            open.clear();
        }
        forgotten = Math.max(forgotten, present - rollFor);
        while (!rolled.isEmpty() && rolled.getFirst().end() < forgotten) {
            rolled.removeFirst();
        }
        if (rolled.isEmpty()) {
            growing = null;
        }
    }

    /** Drops the oldest full-rate data to free memory. @return bytes freed, 0 when there is nothing left to drop */
    synchronized long shed() {
        SealedRows oldest = sealed.pollFirst();
        if (oldest != null) {
            dropped = oldest.to();
            return oldest.bytes();
        }
        RolledStep step = rolled.size() > 1 ? rolled.pollFirst() : null;
        return step == null ? 0 : step.bytes();
    }

    synchronized long bytes() {
        long bytes = 0;
        for (SealedRows tile : sealed) {
            bytes += tile.bytes();
        }
        for (Row row : open) {
            bytes += row.bytes();
        }
        for (RolledStep step : rolled) {
            bytes += step.bytes();
        }
        return bytes;
    }

    /** Newest instant of the oldest full-rate tile, Long.MAX_VALUE when none is sealed. */
    synchronized long oldestFull() {
        return sealed.isEmpty() ? Long.MAX_VALUE : sealed.getFirst().to();
    }

    /** The oldest instant kept, no older than its retention; Long.MAX_VALUE when nothing is. */
    synchronized long oldest(long now) {
        if (newest == Long.MIN_VALUE) {
            return Long.MAX_VALUE;
        }
        long full = sealed.isEmpty()
                ? (open.isEmpty() ? Long.MAX_VALUE : open.getFirst().time())
                : sealed.getFirst().from();
        long first = rolled.isEmpty() ? full : Math.min(full, rolled.getFirst().start());
        return Math.max(first, present(now) - Math.max(fullFor, rollFor));
    }

    synchronized long newest() {
        return newest;
    }

    /** Folds what is kept between the instants; tiles and packed steps are decoded outside the lock. */
    void fold(long from, long to, int[] places, WindowFold[] folds) {
        List<SealedRows> tiles = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<PackedSteps> steps = new ArrayList<>();
        long since;
        long until;
        synchronized (this) {
            since = forgotten;
            until = dropped + 1;
            for (SealedRows tile : sealed) {
                if (tile.to() >= from && tile.from() - tile.hold() <= to) {
                    tiles.add(tile);
                }
            }
            rows.addAll(open);
            for (RolledStep step : rolled) {
                boolean asked = step.start() <= dropped && step.end() >= from && step.start() <= to;
                if (asked && step instanceof PackedSteps packed) {
                    steps.add(packed);
                } else if (asked) {
                    step.fold(places, folds, since, until);
                }
            }
        }
        steps.forEach(step -> step.fold(places, folds, since, until));
        tiles.forEach(tile -> tile.fold(places, folds));
        rows.stream().filter(r -> r.time() >= from && r.time() - r.hold() <= to).forEach(r -> r.fold(places, folds));
    }

    /** How long what is kept at which step. Times in ns. */
    record Retention(long full) {
        static final Retention STANDARD = new Retention(15 * Times.MINUTE);

        long rollStep(EntityKind kind) {
            return isMany(kind) ? Times.MINUTE : 10 * Times.SECOND;
        }

        long rollFor(EntityKind kind) {
            return isMany(kind) ? full + Times.HOUR : 24 * Times.HOUR;
        }

        /** Kinds that come by the ten thousand; racks and what stands above them are few. */
        private static boolean isMany(EntityKind kind) {
            return switch (kind) {
                case NODE, GPU, GPU_INSTANCE, NIC, LINK, PROCESS, REPLICA, LEAK_DETECTOR -> true;
                case SITE, HALL, ROW, RACK, SWITCH, UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF -> false;
                case MECHANICAL, CDU, PUMP, LOOP, CHILLER, JOB, ENDPOINT, MODEL, ORG, TARIFF, SOURCE -> false;
            };
        }
    }
}
