package millwright.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/**
 * One metric of one set of entities: full-rate rows while they are young, then steps of {@link #rollStep}. One thread
 * appends, any thread reads. Bounded by its retention and by {@link #shed}.
 */
final class Series {
    /** Steps that one row may fill. */
    private static final long MOST_STEPS = 360;

    private final SlotMap slots;
    private final long fullFor;
    private final long rollStep;
    private final long rollFor;
    private final Deque<SealedRows> sealed = new ArrayDeque<>();
    private final List<Row> open = new ArrayList<>();
    private final Deque<Rolled> rolled = new ArrayDeque<>();
    private final RowSealer sealer;
    private long newest = Long.MIN_VALUE;
    /** Newest row of which only steps are left. */
    private long dropped = Long.MIN_VALUE;

    Series(SlotMap slots, Retention retention, RowSealer sealer) {
        this.slots = slots;
        this.sealer = sealer;
        fullFor = retention.full();
        rollStep = retention.rollStep(slots.kind());
        rollFor = retention.rollFor(slots.kind());
    }

    SlotMap slots() {
        return slots;
    }

    /** @return false when the row is older than what is already sealed and can no longer be taken in */
    synchronized boolean append(Frame frame) {
        if (frame.sourceTime() <= newest) {
            return false;
        }
        Row row = Row.of(frame, newest);
        newest = row.time();
        open.add(row);
        roll(row);
        if (open.size() >= sealer.rowsPerTile()) {
            sealed.addLast(sealer.seal(List.copyOf(open)));
            open.clear();
        }
        expire();
        return true;
    }

    /** A row that speaks for longer than a step fills the steps that it covers, so that slow sources leave no holes. */
    private void roll(Row row) {
        long start = step(row.time());
        long covered = step(row.time() - Math.clamp(row.hold() - 1, 0, MOST_STEPS * rollStep));
        long next =
                rolled.isEmpty() ? start : Math.max(covered, rolled.getLast().end());
        for (long at = next; at < start; at += rollStep) {
            rolled.addLast(new Rolled(at, rollStep, slots.size()));
            rolled.getLast().add(row);
        }
        if (rolled.isEmpty() || rolled.getLast().start() < start) {
            rolled.addLast(new Rolled(start, rollStep, slots.size()));
        }
        rolled.getLast().add(row);
    }

    private long step(long time) {
        return Math.floorDiv(time, rollStep) * rollStep;
    }

    private void expire() {
        while (!sealed.isEmpty() && sealed.getFirst().to() < newest - fullFor) {
            dropped = sealed.removeFirst().to();
        }
        while (!rolled.isEmpty() && rolled.getFirst().end() < newest - rollFor) {
            rolled.removeFirst();
        }
    }

    /** Drops the oldest full-rate data to free memory. @return bytes freed, 0 when there is nothing left to drop */
    synchronized long shed() {
        SealedRows oldest = sealed.pollFirst();
        if (oldest != null) {
            dropped = oldest.to();
            return oldest.bytes();
        }
        Rolled step = rolled.size() > 1 ? rolled.pollFirst() : null;
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
        return bytes + rolled.size() * (rolled.isEmpty() ? 0 : rolled.getFirst().bytes());
    }

    synchronized long oldest() {
        long full = sealed.isEmpty()
                ? (open.isEmpty() ? Long.MAX_VALUE : open.getFirst().time())
                : sealed.getFirst().from();
        return rolled.isEmpty() ? full : Math.min(full, rolled.getFirst().start());
    }

    synchronized long newest() {
        return newest;
    }

    /** Folds what is kept between the instants; tiles are decoded outside the lock. */
    void fold(long from, long to, int[] places, WindowFold[] folds) {
        List<SealedRows> tiles = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        synchronized (this) {
            for (SealedRows tile : sealed) {
                if (tile.to() >= from && tile.from() - tile.hold() <= to) {
                    tiles.add(tile);
                }
            }
            rows.addAll(open);
            for (Rolled step : rolled) {
                if (step.start() <= dropped && step.end() >= from && step.start() <= to) {
                    step.fold(places, folds, dropped + 1);
                }
            }
        }
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
            return isMany(kind) ? 2 * Times.HOUR : 24 * Times.HOUR;
        }

        /** Kinds that come by the ten thousand; racks and what stands above them are few. */
        private static boolean isMany(EntityKind kind) {
            return switch (kind) {
                case NODE, GPU, NIC, LINK, PROCESS, REPLICA, LEAK_DETECTOR -> true;
                case SITE, HALL, ROW, RACK, SWITCH, UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF -> false;
                case MECHANICAL, CDU, PUMP, LOOP, CHILLER, JOB, ENDPOINT, MODEL, ORG, TARIFF, SOURCE -> false;
            };
        }
    }
}
