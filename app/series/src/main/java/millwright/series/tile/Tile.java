package millwright.series.tile;

import java.nio.ByteBuffer;
import millwright.plant.DataState;
import millwright.plant.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A tile whose header, directory and lengths are sound; its values are checked as {@link TileDecoder} reads them.
 * Immutable as long as nobody alters the bytes; any thread.
 */
public final class Tile {
    final byte[] bytes;
    final Group[] groups;
    final ValueType type;
    final int constantState;
    final int statesRaw;
    final int statesAt;
    final int statesSize;
    final int statesChecksum;
    private final int entities;
    private final int ticks;
    private final double quantum;

    record Group(TileForm form, int lane, Predictor by, int[] lengths, long base, int checksum, int at, int size) {}

    /** @throws TileException when header or directory are unsound or above the limits */
    public static Tile of(byte[] bytes, TileLimits limits) throws TileException {
        if (bytes.length < TileHeader.FIXED) {
            throw new TileException("tile is cut off: " + bytes.length + " bytes, the header has " + TileHeader.FIXED);
        }
        return new Tile(bytes, limits);
    }

    public static Tile of(byte[] bytes) throws TileException {
        return of(bytes, TileLimits.DEFAULT);
    }

    private Tile(byte[] bytes, TileLimits limits) throws TileException {
        this.bytes = bytes;
        ByteBuffer in = TileHeader.wrap(bytes);
        if (in.getInt() != TileHeader.MAGIC) {
            throw new TileException("bytes are no tile: they do not begin with MWT1");
        }
        type = type(in.get());
        constantState = in.get() & 255;
        int spare = in.getShort();
        entities = in.getInt();
        ticks = in.getInt();
        limits.check(entities, ticks);
        quantum = in.getDouble();
        statesRaw = in.getInt();
        statesSize = in.getInt();
        statesChecksum = in.getInt();
        int payload = in.getInt();
        int checksum = in.getInt();
        int count = size() == 0 ? 0 : TileHeader.groups(entities);
        long head = TileHeader.FIXED + (long) count * TileHeader.GROUP_ENTRY;
        if (statesSize < 0 || payload < 0 || head + statesSize + payload != bytes.length) {
            throw new TileException("tile has " + bytes.length + " bytes where its header says otherwise");
        }
        if (spare != 0 || checksum != headChecksum(bytes, (int) head)) {
            throw new TileException("checksum of the tile's header is wrong");
        }
        checkStates();
        statesAt = (int) head;
        groups = new Group[count];
        int at = statesAt + statesSize;
        for (int g = 0; g < count; g++) {
            groups[g] = group(in, at, bytes.length, columns(g) * ticks);
            at += groups[g].size();
        }
        if (at != bytes.length) {
            throw new TileException("tile's column groups do not fill it");
        }
    }

    private static int headChecksum(byte[] bytes, int head) {
        byte[] copy = java.util.Arrays.copyOf(bytes, head);
        TileHeader.wrap(copy).putInt(TileHeader.FIXED - 4, 0);
        return TileHeader.checksum(copy, 0, head);
    }

    private static ValueType type(byte ordinal) throws TileException {
        if (ordinal < 0 || ordinal > ValueType.I64.ordinal()) {
            throw new TileException("tile has values of unknown type " + ordinal);
        }
        return ValueType.values()[ordinal];
    }

    private void checkStates() throws TileException {
        boolean mixed = constantState == StateRuns.MIXED;
        boolean known = constantState < DataState.values().length && statesSize == 0;
        if (!mixed && !known || mixed && (statesRaw < 5 || statesRaw > 5L * size())) {
            throw new TileException("tile's states are malformed");
        }
    }

    private Group group(ByteBuffer in, int at, int end, int values) throws TileException {
        int form = in.get();
        int lane = in.get();
        int by = in.get();
        int width = in.get();
        long base = in.getLong();
        long size = 0;
        int[] lengths = new int[8];
        boolean wrong = form < 0
                || form >= TileForm.values().length
                || lane != 4 && lane != 8
                || width < 0
                || width > lane
                || by < 0
                || by >= Predictor.values().length;
        for (int p = 0; p < 8; p++) {
            lengths[p] = in.getInt();
            wrong |= lengths[p] < 0 || lengths[p] > values || lengths[p] == 0 == p < width;
            size += lengths[p];
        }
        if (wrong || size > end - at || !fits(TileForm.values()[form], lane)) {
            throw new TileException("column group at byte " + at + " is malformed");
        }
        int[] used = java.util.Arrays.copyOf(lengths, width);
        return new Group(
                TileForm.values()[form], lane, Predictor.values()[by], used, base, in.getInt(), at, (int) size);
    }

    private boolean fits(TileForm form, int lane) {
        return switch (form) {
            case QUANTUM -> type != ValueType.I64 && Quantum.usable(quantum) && (type != ValueType.F32 || lane == 4);
            case RAW32 -> type == ValueType.F32 && lane == 4;
            case RAW64 -> type == ValueType.F64 && lane == 8;
            case LONG -> type == ValueType.I64;
        };
    }

    int columns(int group) {
        return Math.min(TileEncoder.GROUP, entities - group * TileEncoder.GROUP);
    }

    public int entities() {
        return entities;
    }

    public int ticks() {
        return ticks;
    }

    public int size() {
        return entities * ticks;
    }

    public ValueType type() {
        return type;
    }

    public double quantum() {
        return quantum;
    }

    /** Column groups, of 64 entities each. */
    public int groups() {
        return groups.length;
    }

    /** The one state of all values, or null when they differ. */
    public @Nullable DataState onlyState() {
        return constantState == StateRuns.MIXED ? null : DataState.values()[constantState];
    }

    public TileForm form(int group) {
        return groups[group].form();
    }
}
