package millwright.series.tile;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import millwright.plant.ValueType;

/**
 * Packs tiles. Columns go in groups of 64 entities that are compressed on their own, so that one entity's column costs
 * a 64th of the reading and a group's values stay in the processor's cache. One thread at a time; memory is bounded by
 * one group. Close it: it holds native memory.
 */
public final class TileEncoder implements AutoCloseable {
    public static final int LEVEL = 1;
    static final int GROUP = 64;
    private final ZstdCompressCtx zstd;
    private int[] units = {};
    private int[] left = {};
    private long[] wideUnits = {};
    private long[] wideLeft = {};
    private float[] floats = {};
    private double[] doubles = {};
    private byte[] plane = {};
    private byte[] payload = {};
    private int used;

    public TileEncoder() {
        this(LEVEL);
    }

    /** @param level of zstd */
    public TileEncoder(int level) {
        zstd = new ZstdCompressCtx().setLevel(level);
    }

    /** @param quantum the metric's, 0 or NaN for none */
    public byte[] encode(TileInput in, double quantum) {
        StateRuns.check(in.states());
        boolean empty = in.values().size() == 0;
        int groups = empty ? 0 : TileHeader.groups(in.entities());
        ByteBuffer directory = TileHeader.buffer(groups * TileHeader.GROUP_ENTRY);
        used = 0;
        int constant = StateRuns.constant(in.states());
        byte[] runs =
                constant == StateRuns.MIXED ? StateRuns.pack(in.states(), in.entities(), in.ticks()) : new byte[0];
        byte[] states = runs.length == 0 ? runs : zstd.compress(runs);
        grow(in);
        for (int g = 0; g < groups; g++) {
            int first = g * GROUP;
            group(in, first, Math.min(GROUP, in.entities() - first), quantum, directory);
        }
        int head = TileHeader.FIXED + directory.capacity();
        ByteBuffer out = TileHeader.buffer(head + states.length + used);
        out.putInt(TileHeader.MAGIC)
                .put((byte) type(in.values()).ordinal())
                .put((byte) constant)
                .putShort((short) 0);
        out.putInt(in.entities()).putInt(in.ticks()).putDouble(quantum);
        out.putInt(runs.length).putInt(states.length).putInt(TileHeader.checksum(states, 0, states.length));
        out.putInt(used);
        out.putInt(0).put(directory.array()).put(states).put(payload, 0, used);
        out.putInt(TileHeader.FIXED - 4, TileHeader.checksum(out.array(), 0, head));
        return out.array();
    }

    @Override
    public void close() {
        zstd.close();
    }

    private static ValueType type(TileValues values) {
        return switch (values) {
            case TileValues.F32 f -> ValueType.F32;
            case TileValues.F64 f -> ValueType.F64;
            case TileValues.I64 f -> ValueType.I64;
        };
    }

    private void grow(TileInput in) {
        int size = Math.min(GROUP, in.entities()) * in.ticks();
        if (plane.length < size) {
            plane = new byte[size];
            units = new int[size];
            left = new int[size];
        }
        if (in.values() instanceof TileValues.F32) {
            floats = floats.length < size ? new float[size] : floats;
            return;
        }
        if (wideUnits.length < size) {
            wideUnits = new long[size];
            wideLeft = new long[size];
            doubles = new double[size];
        }
    }

    private void group(TileInput in, int first, int columns, double quantum, ByteBuffer directory) {
        int size = columns * in.ticks();
        Object source = switch (in.values()) {
            case TileValues.F32 f -> f.values();
            case TileValues.F64 f -> f.values();
            case TileValues.I64 f -> f.values();
        };
        Object target = switch (in.values()) {
            case TileValues.F32 f -> floats;
            case TileValues.F64 f -> doubles;
            case TileValues.I64 f -> wideUnits;
        };
        for (int t = 0; t < in.ticks(); t++) {
            System.arraycopy(source, t * in.entities() + first, target, t * columns, columns);
        }
        TileForm form = toUnits(in.values(), size, quantum);
        boolean narrow = in.values() instanceof TileValues.F32 || narrow(form, size);
        directory.put((byte) form.ordinal()).put((byte) (narrow ? 4 : 8));
        if (narrow) {
            planes32(form, columns, size, directory);
        } else {
            planes64(form, columns, size, directory);
        }
    }

    private TileForm toUnits(TileValues values, int size, double quantum) {
        boolean usable = Quantum.usable(quantum);
        return switch (values) {
            case TileValues.F32 f -> {
                if (usable && Quantum.of(quantum).units(floats, size, units)) {
                    yield TileForm.QUANTUM;
                }
                for (int i = 0; i < size; i++) {
                    units[i] = Float.floatToRawIntBits(floats[i]);
                }
                yield TileForm.RAW32;
            }
            case TileValues.F64 f -> {
                if (usable && Quantum.of(quantum).units(doubles, size, wideUnits)) {
                    yield TileForm.QUANTUM;
                }
                for (int i = 0; i < size; i++) {
                    wideUnits[i] = Double.doubleToRawLongBits(doubles[i]);
                }
                yield TileForm.RAW64;
            }
            case TileValues.I64 f -> TileForm.LONG;
        };
    }

    private boolean narrow(TileForm form, int size) {
        if (form == TileForm.RAW64) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            units[i] = (int) wideUnits[i];
            if (units[i] != wideUnits[i] || units[i] == Quantum.NAN) {
                return false;
            }
        }
        return true;
    }

    private void planes32(TileForm form, int columns, int size, ByteBuffer directory) {
        Predictor other = form == TileForm.RAW32 ? Predictor.XOR : Predictor.LOWEST;
        boolean previous =
                Lanes32.cost(units, columns, size, Predictor.PREVIOUS) <= Lanes32.cost(units, columns, size, other);
        Predictor by = previous ? Predictor.PREVIOUS : other;
        int base = (int) Lanes32.base(units, size, by);
        int width = Planes.width32(Lanes32.forward(units, columns, size, by, base, left));
        directory.put((byte) by.ordinal()).put((byte) width).putLong(base);
        int from = used;
        for (int p = 0; p < width; p++) {
            Planes.split(left, size, p, plane);
            directory.putInt(append(size));
        }
        seal(from, width, directory);
    }

    private void planes64(TileForm form, int columns, int size, ByteBuffer directory) {
        Predictor other = form == TileForm.RAW64 ? Predictor.XOR : Predictor.LOWEST;
        boolean previous = Lanes64.cost(wideUnits, columns, size, Predictor.PREVIOUS)
                <= Lanes64.cost(wideUnits, columns, size, other);
        Predictor by = previous ? Predictor.PREVIOUS : other;
        long base = Lanes64.base(wideUnits, size, by);
        int width = Planes.width64(Lanes64.forward(wideUnits, columns, size, by, base, wideLeft));
        directory.put((byte) by.ordinal()).put((byte) width).putLong(base);
        int from = used;
        for (int p = 0; p < width; p++) {
            Planes.split(wideLeft, size, p, plane);
            directory.putInt(append(size));
        }
        seal(from, width, directory);
    }

    /** Appends the plane compressed, or as it is where that is no longer. @return bytes appended */
    private int append(int size) {
        int most = (int) Zstd.compressBound(size);
        if (payload.length - used < most) {
            payload = Arrays.copyOf(payload, Math.max(2 * payload.length, used + most));
        }
        int packed = zstd.compressByteArray(payload, used, most, plane, 0, size);
        if (packed >= size) {
            System.arraycopy(plane, 0, payload, used, size);
            packed = size;
        }
        used += packed;
        return packed;
    }

    private void seal(int from, int width, ByteBuffer directory) {
        for (int p = width; p < 8; p++) {
            directory.putInt(0);
        }
        CRC32C crc = new CRC32C();
        crc.update(payload, from, used - from);
        directory.putInt((int) crc.getValue());
    }
}
