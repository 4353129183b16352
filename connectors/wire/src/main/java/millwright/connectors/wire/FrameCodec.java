package millwright.connectors.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** Columnar frames. Any thread. A frame holds at most {@link #MAX_SIZE} values. */
public final class FrameCodec {
    /** More entities of one kind than any plant has. */
    public static final int MAX_SIZE = 4_000_000;

    private static final EntityKind[] KINDS = EntityKind.values();
    private static final int STATES = DataState.values().length;

    private FrameCodec() {}

    public static V1.Frame encode(Frame frame) {
        V1.Frame.Builder to = V1.Frame.newBuilder()
                .setMetric(frame.metric().name())
                .setKindValue(Words.number(frame.kind()))
                .setRevision(frame.revision())
                .setSize(frame.size())
                .setSourceTime(frame.sourceTime())
                .setReceiveTime(frame.receiveTime())
                .setInterval(frame.interval())
                .setOrigin(Words.origin(frame.origin()));
        putSlots(to, frame.slots());
        putValues(to, frame.values());
        putStates(to, frame.states());
        return to.build();
    }

    /** @throws BadMessage naming the field */
    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    public static Frame decode(V1.Frame from) {
        int size = from.getSize();
        if (size < 0 || size > MAX_SIZE) {
            throw new BadMessage("frame.size", Integer.toUnsignedLong(size) + " values are more than " + MAX_SIZE);
        }
        Column values = values(from);
        if (values.size() != size) {
            throw new BadMessage("frame.size", "says " + size + " but there are " + values.size() + " values");
        }
        return new Frame(
                Words.metric(from.getMetric(), "frame.metric"),
                Words.of(KINDS, from.getKindValue(), "frame.kind"),
                from.getRevision(),
                from.getPartial() ? slots(from, size) : null,
                from.getSourceTime(),
                from.getReceiveTime(),
                from.getInterval(),
                values,
                states(from, size),
                Words.origin(from.getOrigin(), "frame.origin"));
    }

    private static void putSlots(V1.Frame.Builder to, int @Nullable [] slots) {
        if (slots != null) {
            to.setPartial(true);
            int before = 0;
            for (int slot : slots) {
                to.addSlotSteps(slot - before);
                before = slot;
            }
        }
    }

    private static int[] slots(V1.Frame from, int size) {
        if (from.getSlotStepsCount() != size) {
            throw new BadMessage("frame.slot_steps", from.getSlotStepsCount() + " slots for " + size + " values");
        }
        int[] slots = new int[size];
        long at = 0;
        for (int i = 0; i < size; i++) {
            long step = Integer.toUnsignedLong(from.getSlotSteps(i));
            at += step;
            if (at >= MAX_SIZE || i > 0 && step == 0) {
                throw new BadMessage("frame.slot_steps", "slots must rise and stay below " + MAX_SIZE);
            }
            slots[i] = (int) at;
        }
        return slots;
    }

    private static void putValues(V1.Frame.Builder to, Column values) {
        switch (values) {
            case Column.F32 f -> to.setF32(Packed.floats(f.values()));
            case Column.F64 f -> to.setF64(Packed.doubles(f.values()));
            case Column.I64 f -> to.setI64(Packed.longs(f.values()));
            case Column.Histograms h ->
                to.setHistograms(V1.Histograms.newBuilder()
                        .setUpper(Packed.doubles(h.upper()))
                        .setCounts(Packed.longs(h.counts()))
                        .setSums(Packed.doubles(h.sums())));
        }
    }

    private static Column values(V1.Frame from) {
        return switch (from.getValuesCase()) {
            case F32 -> new Column.F32(Packed.floats(from.getF32(), "frame.f32"));
            case F64 -> new Column.F64(Packed.doubles(from.getF64(), "frame.f64"));
            case I64 -> new Column.I64(Packed.longs(from.getI64(), "frame.i64"));
            case HISTOGRAMS -> {
                V1.Histograms h = from.getHistograms();
                double[] upper = Packed.doubles(h.getUpper(), "frame.histograms.upper");
                long[] counts = Packed.longs(h.getCounts(), "frame.histograms.counts");
                double[] sums = Packed.doubles(h.getSums(), "frame.histograms.sums");
                yield Words.checked("frame.histograms", () -> new Column.Histograms(upper, counts, sums));
            }
            case VALUES_NOT_SET -> throw new BadMessage("frame.values", "are missing or of an unknown type");
        };
    }

    private static void putStates(V1.Frame.Builder to, States states) {
        if (states.isAll(DataState.OK)) {
            return;
        }
        byte[] runs = new byte[states.runs()];
        int before = 0;
        for (int r = 0; r < runs.length; r++) {
            to.addRunLengths(states.end(r) - before);
            before = states.end(r);
            runs[r] = (byte) states.state(r).ordinal();
        }
        to.setRunStates(UnsafeByteOperations.unsafeWrap(runs));
    }

    private static States states(V1.Frame from, int size) {
        int runs = from.getRunLengthsCount();
        ByteString words = from.getRunStates();
        if (words.size() != runs) {
            throw new BadMessage("frame.run_states", words.size() + " states for " + runs + " runs");
        }
        if (runs == 0) {
            return States.all(DataState.OK, size);
        }
        int[] ends = new int[runs];
        byte[] states = new byte[runs];
        long end = 0;
        for (int r = 0; r < runs; r++) {
            end += Integer.toUnsignedLong(from.getRunLengths(r));
            if (end > size) {
                throw new BadMessage("frame.run_lengths", "reach beyond " + size + " values");
            }
            ends[r] = (int) end;
            byte word = words.byteAt(r);
            // A state of a newer version is still no number.
            states[r] = word >= 0 && word < STATES ? word : (byte) DataState.BAD.ordinal();
        }
        if (end != size) {
            throw new BadMessage("frame.run_lengths", "cover " + end + " of " + size + " values");
        }
        return Words.checked("frame.run_lengths", () -> States.ofRuns(ends, states));
    }
}
